package dev.lathe.benchmarks.ops;

import static dev.lathe.annotation.Activation.RELU;
import static dev.lathe.annotation.Activation.SIGMOID;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Concat;
import dev.lathe.annotation.ConvTranspose;
import dev.lathe.annotation.From;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Pointwise;
import dev.lathe.annotation.Upsample;
import dev.lathe.block.Fire;
import dev.lathe.block.ShuffleUnit;

/**
 * What joins, enlarges and shuffles maps, as PP-OCRv3's text detector, ShuffleNetV2 and SqueezeNet
 * have it.
 */
public interface MapOps {
  /** 160×160×24 to 320×320×24. */
  @Network(height = 160, width = 160, channels = 24)
  interface Transposed160Of24 extends Model {
    @ConvTranspose(out = 24, kernel = 2, stride = 2, activation = RELU)
    Layer enlarged();
  }

  /** 320×320×24 to 640×640×1. */
  @Network(height = 320, width = 320, channels = 24)
  interface Transposed320To1 extends Model {
    @ConvTranspose(out = 1, kernel = 2, stride = 2, norm = false, bias = true, activation = SIGMOID)
    Layer probability();
  }

  /** 80×80×24 to 160×160×24. */
  @Network(height = 80, width = 80, channels = 24)
  interface Nearest80Of24 extends Model {
    @Upsample(scale = 2)
    Layer enlarged();

    @Pointwise(out = 16)
    Layer read();
  }

  /** Four maps of 24 channels, three of them enlarged, to 160×160×96. */
  @Network(height = 160, width = 160, channels = 24)
  interface Pyramid160Of24 extends Model {
    @MaxPool(kernel = 2, stride = 2)
    Layer half();

    @MaxPool(kernel = 2, stride = 2)
    Layer quarter();

    @MaxPool(kernel = 2, stride = 2)
    Layer eighth();

    @Upsample(scale = 8)
    Layer coarse();

    @From("quarter")
    @Upsample(scale = 4)
    Layer middle();

    @From("half")
    @Upsample(scale = 2)
    Layer fine();

    @From("coarse")
    @Concat({"middle", "fine", "input"})
    Layer all();

    @Pointwise(out = 16)
    Layer read();
  }

  /** Four units of 28×28×116, in which halves are taken apart, joined and shuffled. */
  @Network(height = 28, width = 28, channels = 116)
  interface Shuffled28Of116 extends Model {
    @ShuffleUnit(half = 58, repeat = 4)
    Layer units();
  }

  /** 55×55×128, squeezed to 16 channels, to two joined maps of 64. */
  @Network(height = 55, width = 55, channels = 128)
  interface Fire55Of128 extends Model {
    @Fire(squeeze = 16, expand = 64)
    Layer fire();
  }
}
