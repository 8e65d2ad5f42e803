package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origins;

/**
 * A method of a network's interface.
 *
 * @param name the method's name
 * @param annotation the annotation's simple name, such as {@code MBConv}
 * @param spec what the annotation says
 * @param origins where it says so
 */
public record LayerDeclaration(String name, String annotation, LayerSpec spec, Origins origins) {}
