package dev.lathe.benchmarks.ops;

import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Activation.SILU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Depthwise;
import dev.lathe.annotation.Network;

/** Depthwise convolutions as MobileNetV2, MobileNetV3-Large and EfficientNet-B0 have them. */
public interface DepthwiseOps {
  /** 3×3, stride 1, over 112×112×32. */
  @Network(height = 112, width = 112, channels = 32)
  interface Kernel3Stride1Map112Of32 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 2, over 112×112×96. */
  @Network(height = 112, width = 112, channels = 96)
  interface Kernel3Stride2Map112Of96 extends Model {
    @Depthwise(stride = 2, activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 1, over 56×56×144. */
  @Network(height = 56, width = 56, channels = 144)
  interface Kernel3Stride1Map56Of144 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 2, over 56×56×144. */
  @Network(height = 56, width = 56, channels = 144)
  interface Kernel3Stride2Map56Of144 extends Model {
    @Depthwise(stride = 2, activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 1, over 28×28×192. */
  @Network(height = 28, width = 28, channels = 192)
  interface Kernel3Stride1Map28Of192 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 2, over 28×28×192. */
  @Network(height = 28, width = 28, channels = 192)
  interface Kernel3Stride2Map28Of192 extends Model {
    @Depthwise(stride = 2, activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 1, over 14×14×384. */
  @Network(height = 14, width = 14, channels = 384)
  interface Kernel3Stride1Map14Of384 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 1, over 14×14×576. */
  @Network(height = 14, width = 14, channels = 576)
  interface Kernel3Stride1Map14Of576 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 2, over 14×14×576. */
  @Network(height = 14, width = 14, channels = 576)
  interface Kernel3Stride2Map14Of576 extends Model {
    @Depthwise(stride = 2, activation = RELU6)
    Layer depthwise();
  }

  /** 3×3, stride 1, over 7×7×960. */
  @Network(height = 7, width = 7, channels = 960)
  interface Kernel3Stride1Map7Of960 extends Model {
    @Depthwise(activation = RELU6)
    Layer depthwise();
  }

  /** 5×5, stride 2, over 56×56×72. */
  @Network(height = 56, width = 56, channels = 72)
  interface Kernel5Stride2Map56Of72 extends Model {
    @Depthwise(kernel = 5, stride = 2, activation = RELU)
    Layer depthwise();
  }

  /** 5×5, stride 1, over 28×28×120. */
  @Network(height = 28, width = 28, channels = 120)
  interface Kernel5Stride1Map28Of120 extends Model {
    @Depthwise(kernel = 5, activation = RELU)
    Layer depthwise();
  }

  /** 5×5, stride 1, over 28×28×240. */
  @Network(height = 28, width = 28, channels = 240)
  interface Kernel5Stride1Map28Of240 extends Model {
    @Depthwise(kernel = 5, activation = SILU)
    Layer depthwise();
  }

  /** 5×5, stride 1, over 14×14×672. */
  @Network(height = 14, width = 14, channels = 672)
  interface Kernel5Stride1Map14Of672 extends Model {
    @Depthwise(kernel = 5, activation = SILU)
    Layer depthwise();
  }

  /** 5×5, stride 2, over 14×14×672. */
  @Network(height = 14, width = 14, channels = 672)
  interface Kernel5Stride2Map14Of672 extends Model {
    @Depthwise(kernel = 5, stride = 2, activation = HARD_SWISH)
    Layer depthwise();
  }

  /** 5×5, stride 1, over 7×7×960. */
  @Network(height = 7, width = 7, channels = 960)
  interface Kernel5Stride1Map7Of960 extends Model {
    @Depthwise(kernel = 5, activation = HARD_SWISH)
    Layer depthwise();
  }

  /** 5×5, stride 1, over 7×7×1152. */
  @Network(height = 7, width = 7, channels = 1152)
  interface Kernel5Stride1Map7Of1152 extends Model {
    @Depthwise(kernel = 5, activation = SILU)
    Layer depthwise();
  }
}
