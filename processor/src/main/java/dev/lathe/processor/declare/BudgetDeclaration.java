package dev.lathe.processor.declare;

import dev.lathe.processor.diagnose.Origins;

/**
 * {@code @Budget}; a figure that is not stated is {@link Long#MAX_VALUE}.
 *
 * @param macs multiply-accumulates
 * @param params learned numbers
 * @param weightBytes packed weights
 * @param arenaBytes activations
 * @param warnAt fraction of a figure above which to warn
 * @param origins where it says so
 */
public record BudgetDeclaration(
    long macs, long params, long weightBytes, long arenaBytes, double warnAt, Origins origins) {}
