package dev.lathe;

/**
 * One class of a classifier's answer.
 *
 * @param index the class, from 0
 * @param label its name, or {@code "class 17"} where none is known
 * @param probability its probability, as the network gave it
 */
public record Prediction(int index, String label, float probability) {}
