package dev.lathe;

/**
 * Whether {@code load} has the JIT compile leaf kernels, by calls on made-up numbers on a daemon
 * thread while the weights are packed. It waits for a few small ones, so that the first inference
 * runs compiled. The thread goes on with the fast ones, and each takes over when it is ready;
 * results stay the same to the last bit. On unless stated.
 */
public enum WarmUp implements LoadOption {
  /** Warm up: services, and anything that waits for its first result. */
  ON,
  /** Do not: tests, and programs that load a model they may not use. */
  OFF
}
