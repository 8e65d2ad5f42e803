package dev.lathe.examples.networks;

import dev.lathe.Layer;
import dev.lathe.annotation.Add;
import dev.lathe.annotation.Block;
import dev.lathe.annotation.From;
import dev.lathe.annotation.Input;
import dev.lathe.annotation.Upsample;

/**
 * A level of a feature pyramid (Lin et al. 2017): the coarser level, enlarged, plus the finer map.
 * H×W×C and 2H×2W×C to 2H×2W×C.
 */
@Block
@interface TopDown {
  interface Layers {
    @Input
    Layer fine();

    @From("input")
    @Upsample(scale = 2)
    Layer enlarged();

    @Add("fine")
    Layer sum();
  }
}
