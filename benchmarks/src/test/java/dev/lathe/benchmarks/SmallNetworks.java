package dev.lathe.benchmarks;

import static dev.lathe.annotation.Activation.HARD_SIGMOID;
import static dev.lathe.annotation.Activation.HARD_SWISH;
import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.RELU6;
import static dev.lathe.annotation.Activation.SILU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.GlobalAveragePool;
import dev.lathe.annotation.MBConv;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Padding;
import dev.lathe.annotation.SE;
import dev.lathe.annotation.Separable;
import dev.lathe.annotation.Softmax;
import dev.lathe.annotation.SqueezeExcite;
import dev.lathe.block.Bottleneck;

/** Networks that compile and run in no time, and reach every op that the measured ones have. */
interface SmallNetworks {

  /** The blocks of MobileNetV1, V3 and EfficientNet. */
  @Network(height = 24, width = 20)
  interface Blocks extends Model {
    @Conv(out = 8, kernel = 3, stride = 2, activation = HARD_SWISH)
    Layer stem();

    @Separable(out = 12, activation = RELU6)
    Layer separable();

    @MBConv(
        t = 3,
        out = 16,
        kernel = 5,
        stride = 2,
        repeat = 2,
        activation = HARD_SWISH,
        se = @SE(r = 4, gate = HARD_SIGMOID, gateSlope = 0.2))
    Layer third();

    @MBConv(t = 2, out = 16, activation = SILU, se = @SE(r = 4, activation = SILU))
    Layer efficient();

    @SqueezeExcite(r = 2, gate = HARD_SIGMOID)
    Layer excite();

    @GlobalAveragePool
    Layer pool();

    @Dense(out = 20, activation = RELU)
    Layer hidden();

    @Dense(out = 10)
    Layer classifier();

    @Softmax
    Layer scores();
  }

  /** Maps as the output, TensorFlow's own padding, two groups. */
  @Network(height = 15, width = 16, padding = Padding.SAME_UPPER)
  interface Maps extends Model {
    @Conv(out = 8, kernel = 3, stride = 2, activation = RELU)
    Layer stem();

    @Conv(out = 12, kernel = 3, stride = 2, groups = 2, bias = true)
    Layer grouped();
  }

  /** The beginning of a ResNet. */
  @Network(height = 20, width = 24)
  interface Residual extends Model {
    @Conv(out = 8, kernel = 7, stride = 2, activation = RELU)
    Layer stem();

    @MaxPool(kernel = 3, stride = 2)
    Layer shrink();

    @Bottleneck(mid = 4, out = 16, repeat = 2)
    Layer layer1();

    @GlobalAveragePool
    Layer pool();
  }
}
