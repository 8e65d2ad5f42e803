package dev.lathe;

/**
 * Whether {@code load} runs leaf kernels on made-up numbers until the JIT has compiled them. It
 * waits for a few small ones, about a second in a fresh JVM, so that the first inference runs
 * compiled. A daemon thread then warms the fast ones up in the background, and each takes over when
 * it is ready; results stay the same to the last bit. On unless stated.
 */
public enum WarmUp implements LoadOption {
  /** Warm up: services, and anything that waits for its first result. */
  ON,
  /** Do not: tests, and programs that load a model they may not use. */
  OFF
}
