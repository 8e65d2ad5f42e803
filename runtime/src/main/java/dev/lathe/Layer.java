package dev.lathe;

/**
 * A layer of a network as its interface declares it, with the figures of the static report.
 *
 * @param name the interface method's name
 * @param op the annotation's name, such as {@code MBConv}
 * @param inputShape H×W×C read
 * @param outputShape H×W×C returned
 * @param macs multiply-accumulates of one inference, all repeats included
 * @param params learned numbers
 */
public record Layer(
    String name, String op, Shape inputShape, Shape outputShape, long macs, long params) {}
