/** Blocks of published networks, each an annotation made of layers by {@code @Block}. */
package dev.lathe.block;
