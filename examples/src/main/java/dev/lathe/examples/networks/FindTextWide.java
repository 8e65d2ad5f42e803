package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** The text detector for 384×960 pixels. */
@Network(height = 384, width = 960)
public interface FindTextWide extends FindText {}
