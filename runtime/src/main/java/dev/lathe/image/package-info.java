/** Turns images into the input of a network as {@code @Preprocess} declares. */
package dev.lathe.image;
