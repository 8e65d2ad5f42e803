package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** The text detector for 384×384 pixels. */
@Network(height = 384, width = 384)
public interface FindTextSmall extends FindText {}
