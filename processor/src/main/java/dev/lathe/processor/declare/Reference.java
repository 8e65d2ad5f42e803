package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origin;

/**
 * A layer that another one names.
 *
 * @param name as it is written
 * @param origin where
 */
public record Reference(String name, Origin origin) {}
