package dev.lathe.processor.plan;

/**
 * A part of the arena.
 *
 * @param name unique in the plan; the generated constant that holds its offset
 * @param length floats
 */
public record Buffer(String name, int length) {}
