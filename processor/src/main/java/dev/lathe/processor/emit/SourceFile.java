package dev.lathe.processor.emit;

/**
 * A Java source file to write.
 *
 * @param name qualified, of the class it declares
 * @param text its content
 */
public record SourceFile(String name, String text) {}
