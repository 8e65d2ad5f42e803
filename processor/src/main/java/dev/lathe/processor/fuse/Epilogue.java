package dev.lathe.processor.fuse;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op.Activate;

/**
 * What a kernel does with an accumulator before it stores it, behind the bias: the activation, then
 * the addition of a residual.
 *
 * @param activation applied to the sum
 * @param slope of {@link Activation#HARD_SIGMOID}
 * @param residual whether an element of a skip connection is added after the activation
 */
public record Epilogue(Activation activation, float slope, boolean residual) {

  /** The bare sum. */
  public static final Epilogue NONE = new Epilogue(Activation.NONE, Activate.DEFAULT_SLOPE, false);

  /** The same with the activation of an op. */
  public Epilogue with(Activate op) {
    return new Epilogue(op.activation(), op.slope(), residual);
  }

  /** The activation alone. */
  public Epilogue withoutResidual() {
    return new Epilogue(activation, slope, false);
  }

  /** The same with a residual. */
  public Epilogue withResidual() {
    return new Epilogue(activation, slope, true);
  }
}
