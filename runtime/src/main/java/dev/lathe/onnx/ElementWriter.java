package dev.lathe.onnx;

import static dev.lathe.onnx.OnnxNodes.numbers;
import static dev.lathe.onnx.OnnxNodes.word;

import dev.lathe.Shape;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Upsample;
import java.util.List;

/** Spells ops that pick, move or interpolate elements in ONNX. */
record ElementWriter(OnnxNodes onnx) {

  void slice(Slice op, String in, String out) {
    List<String> inputs =
        List.of(
            in,
            onnx.integers(out + ":starts", op.first()),
            onnx.integers(out + ":ends", op.first() + op.channels()),
            onnx.integers(out + ":axes", 1));
    onnx.add("Slice", inputs, out);
  }

  /** The channels as a matrix of groups, transposed. */
  void shuffle(Shuffle op, Shape shape, String in, String out) {
    int height = shape.height();
    int width = shape.width();
    int perGroup = shape.channels() / op.groups();
    String groups = onnx.integers(out + ":groups", 1, op.groups(), perGroup, height, width);
    onnx.add("Reshape", List.of(in, groups), out + ":matrix");
    onnx.add("Transpose", List.of(out + ":matrix"), out + ":transposed")
        .addAttribute(numbers("perm", 0, 2, 1, 3, 4));
    String channels = onnx.integers(out + ":channels", 1, shape.channels(), height, width);
    onnx.add("Reshape", List.of(out + ":transposed", channels), out);
  }

  void pad(Pad op, String in, String out) {
    String mode =
        switch (op.mode()) {
          case CONSTANT -> "constant";
          case REFLECT -> "reflect";
          case REPLICATE -> "edge";
        };
    String value = onnx.tensor(out + ":value", List.of(), op.value());
    onnx.add("Pad", List.of(in, amounts(op.pads(), out), value), out)
        .addAttribute(word("mode", mode));
  }

  /** Pads with zeros; returns the name of the padded value. */
  String zeros(Pads pads, String in, String out) {
    onnx.add("Pad", List.of(in, amounts(pads, out)), out);
    return out;
  }

  private String amounts(Pads pads, String out) {
    return onnx.integers(
        out + ":pads", 0, 0, pads.top(), pads.left(), 0, 0, pads.bottom(), pads.right());
  }

  void upsample(Upsample op, Shape output, String in, String out) {
    List<String> inputs =
        switch (op.target()) {
          case Upsample.Target.Times times -> {
            float vertical = (float) times.vertical();
            float horizontal = (float) times.horizontal();
            yield List.of(
                in, "", onnx.tensor(out + ":scales", List.of(4), 1, 1, vertical, horizontal));
          }
          case Upsample.Target.Size size -> {
            int channels = output.channels();
            yield List.of(
                in,
                "",
                "",
                onnx.integers(out + ":sizes", 1, channels, size.height(), size.width()));
          }
        };
    var node = onnx.add("Resize", inputs, out);
    switch (op.mode()) {
      case NEAREST ->
          node.addAttribute(word("mode", "nearest"))
              .addAttribute(word("coordinate_transformation_mode", "asymmetric"))
              .addAttribute(word("nearest_mode", "floor"));
      case BILINEAR ->
          node.addAttribute(word("mode", "linear"))
              .addAttribute(word("coordinate_transformation_mode", "half_pixel"));
      case BILINEAR_ALIGNED ->
          node.addAttribute(word("mode", "linear"))
              .addAttribute(word("coordinate_transformation_mode", "align_corners"));
    }
  }
}
