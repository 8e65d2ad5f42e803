package dev.lathe.examples.text;

import dev.lathe.Model;
import dev.lathe.Shape;
import java.util.List;

/**
 * What the text detector says about a picture.
 *
 * @param model the network that was chosen
 * @param used H×W×C of the part of its input that the picture fills
 * @param pixels its whole input, H×W×C
 * @param probabilities its output, H×W×1
 * @param boxes the lines of text in reading order, in pixels of the picture
 */
@SuppressWarnings("ArrayRecordComponent") // local to the examples, never changed once made
public record FoundText(
    Model model, Shape used, float[] pixels, float[] probabilities, List<TextBox> boxes) {}
