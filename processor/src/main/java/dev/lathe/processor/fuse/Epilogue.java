package dev.lathe.processor.fuse;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op.Activate;

/**
 * What a kernel does with an accumulator before it stores it, behind the bias: the activation, and
 * the addition of a residual behind it or before it.
 *
 * @param activation applied to the sum
 * @param slope of {@link Activation#HARD_SIGMOID} and {@link Activation#LEAKY_RELU}, alpha of
 *     {@link Activation#ELU}
 * @param residual whether an element of a skip connection is added
 * @param addsFirst whether the activation comes behind that addition, as in a ResNet
 */
public record Epilogue(Activation activation, float slope, boolean residual, boolean addsFirst) {

  /** The bare sum. */
  public static final Epilogue NONE =
      new Epilogue(Activation.NONE, Activate.DEFAULT_SLOPE, false, false);

  /** The same followed by the activation of an op. */
  public Epilogue with(Activate op) {
    return new Epilogue(op.activation(), op.slope(), residual, residual);
  }

  /** The activation alone. */
  public Epilogue withoutResidual() {
    return new Epilogue(activation, slope, false, false);
  }

  /** The same followed by the addition of a residual. */
  public Epilogue withResidual() {
    return new Epilogue(activation, slope, true, false);
  }
}
