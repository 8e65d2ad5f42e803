package dev.lathe.processor.plan;

/**
 * What a network needs at run time.
 *
 * @param weightBytes packed weights
 * @param arenaBytes the one array that all activations live in
 * @param peakLayer the layer during which most of the arena is live
 */
public record MemoryFigures(long weightBytes, long arenaBytes, String peakLayer) {}
