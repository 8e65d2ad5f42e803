package dev.lathe.benchmarks.ops;

import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Activation.SILU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;

/** Pointwise convolutions as MobileNetV2, MobileNetV3-Large and EfficientNet-B0 have them. */
public interface PointwiseOps {
  /** 112×112×32 to 16 channels. */
  @Network(height = 112, width = 112, channels = 32)
  interface Map112From32To16 extends Model {
    @Pointwise(out = 16)
    Layer pointwise();
  }

  /** 112×112×16 to 96 channels. */
  @Network(height = 112, width = 112, channels = 16)
  interface Map112From16To96 extends Model {
    @Pointwise(out = 96, activation = RELU6)
    Layer pointwise();
  }

  /** 56×56×96 to 24 channels. */
  @Network(height = 56, width = 56, channels = 96)
  interface Map56From96To24 extends Model {
    @Pointwise(out = 24)
    Layer pointwise();
  }

  /** 56×56×24 to 144 channels. */
  @Network(height = 56, width = 56, channels = 24)
  interface Map56From24To144 extends Model {
    @Pointwise(out = 144, activation = RELU6)
    Layer pointwise();
  }

  /** 56×56×144 to 24 channels. */
  @Network(height = 56, width = 56, channels = 144)
  interface Map56From144To24 extends Model {
    @Pointwise(out = 24)
    Layer pointwise();
  }

  /** 28×28×144 to 32 channels. */
  @Network(height = 28, width = 28, channels = 144)
  interface Map28From144To32 extends Model {
    @Pointwise(out = 32)
    Layer pointwise();
  }

  /** 28×28×32 to 192 channels. */
  @Network(height = 28, width = 28, channels = 32)
  interface Map28From32To192 extends Model {
    @Pointwise(out = 192, activation = RELU6)
    Layer pointwise();
  }

  /** 28×28×192 to 32 channels. */
  @Network(height = 28, width = 28, channels = 192)
  interface Map28From192To32 extends Model {
    @Pointwise(out = 32)
    Layer pointwise();
  }

  /** 28×28×40 to 120 channels. */
  @Network(height = 28, width = 28, channels = 40)
  interface Map28From40To120 extends Model {
    @Pointwise(out = 120, activation = RELU)
    Layer pointwise();
  }

  /** 28×28×120 to 40 channels. */
  @Network(height = 28, width = 28, channels = 120)
  interface Map28From120To40 extends Model {
    @Pointwise(out = 40)
    Layer pointwise();
  }

  /** 14×14×64 to 384 channels. */
  @Network(height = 14, width = 14, channels = 64)
  interface Map14From64To384 extends Model {
    @Pointwise(out = 384, activation = RELU6)
    Layer pointwise();
  }

  /** 14×14×384 to 64 channels. */
  @Network(height = 14, width = 14, channels = 384)
  interface Map14From384To64 extends Model {
    @Pointwise(out = 64)
    Layer pointwise();
  }

  /** 14×14×96 to 576 channels. */
  @Network(height = 14, width = 14, channels = 96)
  interface Map14From96To576 extends Model {
    @Pointwise(out = 576, activation = RELU6)
    Layer pointwise();
  }

  /** 14×14×576 to 96 channels. */
  @Network(height = 14, width = 14, channels = 576)
  interface Map14From576To96 extends Model {
    @Pointwise(out = 96)
    Layer pointwise();
  }

  /** 14×14×80 to 480 channels. */
  @Network(height = 14, width = 14, channels = 80)
  interface Map14From80To480 extends Model {
    @Pointwise(out = 480, activation = HARD_SWISH)
    Layer pointwise();
  }

  /** 14×14×480 to 112 channels. */
  @Network(height = 14, width = 14, channels = 480)
  interface Map14From480To112 extends Model {
    @Pointwise(out = 112)
    Layer pointwise();
  }

  /** 14×14×112 to 672 channels. */
  @Network(height = 14, width = 14, channels = 112)
  interface Map14From112To672 extends Model {
    @Pointwise(out = 672, activation = SILU)
    Layer pointwise();
  }

  /** 7×7×160 to 960 channels. */
  @Network(height = 7, width = 7, channels = 160)
  interface Map7From160To960 extends Model {
    @Pointwise(out = 960, activation = RELU6)
    Layer pointwise();
  }

  /** 7×7×960 to 160 channels. */
  @Network(height = 7, width = 7, channels = 960)
  interface Map7From960To160 extends Model {
    @Pointwise(out = 160)
    Layer pointwise();
  }

  /** 7×7×320 to 1280 channels. */
  @Network(height = 7, width = 7, channels = 320)
  interface Map7From320To1280 extends Model {
    @Pointwise(out = 1280, activation = RELU6)
    Layer pointwise();
  }

  /** 7×7×192 to 1152 channels. */
  @Network(height = 7, width = 7, channels = 192)
  interface Map7From192To1152 extends Model {
    @Pointwise(out = 1152, activation = SILU)
    Layer pointwise();
  }

  /** 7×7×1152 to 192 channels. */
  @Network(height = 7, width = 7, channels = 1152)
  interface Map7From1152To192 extends Model {
    @Pointwise(out = 192)
    Layer pointwise();
  }
}
