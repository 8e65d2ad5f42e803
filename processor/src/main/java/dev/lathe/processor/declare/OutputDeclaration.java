package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origin;

/**
 * {@code @Output} on a layer.
 *
 * @param name the output's
 * @param origin of the annotation
 */
public record OutputDeclaration(String name, Origin origin) {}
