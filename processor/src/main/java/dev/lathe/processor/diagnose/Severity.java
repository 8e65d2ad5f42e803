package dev.lathe.processor.diagnose;

/** Whether a problem stops a network. */
public enum Severity {
  /** The network cannot be built. */
  ERROR,
  /** The network is built. */
  WARNING
}
