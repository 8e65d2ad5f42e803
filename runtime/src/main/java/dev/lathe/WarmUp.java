package dev.lathe;

/**
 * Whether {@code load} runs each leaf kernel on made-up numbers until the JIT has compiled it,
 * which takes tenths of a second, once per class, and makes the first inference almost as fast as
 * later ones. On unless stated.
 */
public enum WarmUp implements LoadOption {
  /** Warm up: services, and anything that waits for its first result. */
  ON,
  /** Do not: tests, and programs that load a model they may not use. */
  OFF
}
