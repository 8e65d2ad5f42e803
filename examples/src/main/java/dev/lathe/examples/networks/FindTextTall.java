package dev.lathe.examples.networks;

import dev.lathe.annotation.Network;

/** The text detector for 960×736 pixels. */
@Network(height = 960, width = 736)
public interface FindTextTall extends FindText {}
