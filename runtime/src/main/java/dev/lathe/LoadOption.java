package dev.lathe;

/** An option of a generated class's {@code load}. */
public sealed interface LoadOption permits Threads, WarmUp {}
