package dev.lathe.onnx;

import static dev.lathe.onnx.OnnxNodes.real;

import dev.lathe.graph.Op;
import java.util.List;

/** Spells activations in ONNX, as one node or as the arithmetic of their definition. */
record ActivationWriter(OnnxNodes onnx) {

  void write(Op.Activate op, String in, String out) {
    switch (op.activation()) {
      case NONE -> onnx.add("Identity", List.of(in), out);
      case RELU -> onnx.add("Relu", List.of(in), out);
      case RELU6 ->
          onnx.add("Clip", List.of(in, scalar(out + ":low", 0), scalar(out + ":high", 6)), out);
      case HARD_SWISH -> onnx.add("HardSwish", List.of(in), out);
      case SILU -> {
        onnx.add("Sigmoid", List.of(in), out + ":sigmoid");
        onnx.add("Mul", List.of(in, out + ":sigmoid"), out);
      }
      case SIGMOID -> onnx.add("Sigmoid", List.of(in), out);
      case HARD_SIGMOID ->
          onnx.add("HardSigmoid", List.of(in), out)
              .addAttribute(real("alpha", op.slope()))
              .addAttribute(real("beta", 0.5f));
      case LEAKY_RELU ->
          onnx.add("LeakyRelu", List.of(in), out).addAttribute(real("alpha", op.slope()));
      case ELU -> onnx.add("Elu", List.of(in), out).addAttribute(real("alpha", op.slope()));
      case GELU -> gelu(in, out);
      case TANH -> onnx.add("Tanh", List.of(in), out);
      case PRELU -> throw new IllegalArgumentException(out + ": PReLU is an op of its own");
    }
  }

  /** x/2 · (1 + erf(x / √2)): ONNX has a node for it only from opset 20 on. */
  private void gelu(String in, String out) {
    String root = scalar(out + ":root", (float) Math.sqrt(0.5));
    onnx.add("Mul", List.of(in, root), out + ":scaled");
    onnx.add("Erf", List.of(out + ":scaled"), out + ":erf");
    onnx.add("Add", List.of(out + ":erf", scalar(out + ":one", 1)), out + ":sum");
    onnx.add("Mul", List.of(in, scalar(out + ":half", 0.5f)), out + ":halved");
    onnx.add("Mul", List.of(out + ":halved", out + ":sum"), out);
  }

  private String scalar(String name, float value) {
    return onnx.tensor(name, List.of(), value);
  }
}
