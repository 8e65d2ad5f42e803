package dev.lathe.oracle;

import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds graphs by hand with the names that the processor gives. Each method appends nodes behind
 * the last one.
 */
public final class GraphBuilder {

  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Graph.Output> outputs = new ArrayList<>();
  private Padding padding = new Padding.Same();
  private double epsilon = 1e-5;

  /** A graph of an input. */
  public GraphBuilder(String name, Shape input) {
    this.name = name;
    nodes.add(new Node("input", "input", Role.MAIN, new Op.Input(input), List.of(), input));
  }

  /** The padding of the convolutions that follow; SAME at first. */
  public GraphBuilder padding(Padding newPadding) {
    padding = newPadding;
    return this;
  }

  /** The epsilon of the batch norms that follow; 1e-5 at first. */
  public GraphBuilder epsilon(double newEpsilon) {
    epsilon = newEpsilon;
    return this;
  }

  /** A further input; the ops that follow read it. */
  public GraphBuilder input(String input, Shape shape) {
    nodes.add(new Node(input, input, Role.MAIN, new Op.Input(shape), List.of(), shape));
    return this;
  }

  /** Makes the last node's value an output; without any, the last one of all is. */
  public GraphBuilder output(String output) {
    outputs.add(new Graph.Output(output, last()));
    return this;
  }

  /** The graph so far. */
  public Graph build() {
    return outputs.isEmpty() ? new Graph(name, nodes) : new Graph(name, nodes, outputs);
  }

  /** The index of the last node. */
  public int last() {
    return nodes.size() - 1;
  }

  /** Channels of the last node. */
  public int channels() {
    return nodes.get(last()).output().channels();
  }

  /** Appends any op that reads the given nodes, or the last one if none are given. */
  public GraphBuilder add(String node, Role role, Op op, Integer... inputs) {
    List<Integer> indices = inputs.length == 0 ? List.of(last()) : Arrays.asList(inputs);
    List<Shape> shapes = indices.stream().map(i -> nodes.get(i).output()).toList();
    String layer = node.split("\\.", -1)[0];
    nodes.add(new Node(node, layer, role, op, indices, op.outputShape(shapes)));
    return this;
  }

  /** Appends any op that reads the last node. */
  public GraphBuilder add(String node, Op op) {
    return add(node, Role.MAIN, op);
  }

  /** A convolution with a batch norm and an activation. */
  public GraphBuilder conv(String node, int out, int kernel, int stride, Activation activation) {
    return normed(node, Role.MAIN, out, 1, square(kernel, stride), activation);
  }

  /** A dense layer with a bias. */
  public GraphBuilder dense(String node, int out) {
    return add(node, new Op.Dense(nodes.get(last()).output().elements(), out, true));
  }

  /** A global average pool. */
  public GraphBuilder globalAveragePool(String node) {
    return add(node, new Op.GlobalAveragePool());
  }

  /** A MobileNetV1 block: depthwise, pointwise. */
  public GraphBuilder separable(
      String block, int out, int kernel, int stride, Activation activation) {
    normed(
        block + ".depthwise",
        Role.DEPTHWISE,
        channels(),
        channels(),
        square(kernel, stride),
        activation);
    return normed(block + ".pointwise", Role.POINTWISE, out, 1, Window.POINT, activation);
  }

  /**
   * An inverted bottleneck, in the way MBConv declares it.
   *
   * @param expanded channels of the depthwise convolution
   * @param expands whether a pointwise convolution leads to them; otherwise the block has as many
   * @param squeeze channels between the two dense layers of squeeze-excite, 0 for none
   * @param gate squeeze-excite's last activation
   */
  public record Bottleneck(
      int expanded,
      boolean expands,
      int out,
      int kernel,
      Window.Extent stride,
      Activation activation,
      int squeeze,
      Op.Activate gate) {}

  /** An inverted bottleneck that expands unless the channels stay. */
  public GraphBuilder mbconv(
      String block,
      int expanded,
      int out,
      int kernel,
      Window.Extent stride,
      Activation activation,
      int squeeze,
      Op.Activate gate) {
    boolean expands = expanded != channels();
    return mbconv(
        block, new Bottleneck(expanded, expands, out, kernel, stride, activation, squeeze, gate));
  }

  /** Expand, depthwise, squeeze-excite, project, and a skip where stride and channels allow it. */
  public GraphBuilder mbconv(String block, Bottleneck bottleneck) {
    int input = last();
    int in = channels();
    int expanded = bottleneck.expanded();
    Activation activation = bottleneck.activation();
    if (bottleneck.expands()) {
      normed(block + ".expand", Role.EXPAND, expanded, 1, Window.POINT, activation);
    }
    Window window =
        new Window(
            Window.Extent.square(bottleneck.kernel()),
            bottleneck.stride(),
            Window.Extent.square(1),
            padding);
    normed(block + ".depthwise", Role.DEPTHWISE, expanded, expanded, window, activation);
    if (bottleneck.squeeze() > 0) {
      int features = last();
      add(block + ".pool", Role.POOL, new Op.GlobalAveragePool());
      add(block + ".squeeze", Role.SQUEEZE, new Op.Dense(expanded, bottleneck.squeeze(), true));
      Activation inner = activation == Activation.SILU ? Activation.SILU : Activation.RELU;
      add(block + ".squeeze.activation", Role.ACTIVATION, new Op.Activate(inner));
      add(block + ".excite", Role.EXCITE, new Op.Dense(bottleneck.squeeze(), expanded, true));
      add(block + ".excite.activation", Role.ACTIVATION, bottleneck.gate());
      add(block + ".gate", Role.GATE, new Op.Scale(), features, last());
    }
    normed(block + ".project", Role.PROJECT, bottleneck.out(), 1, Window.POINT, Activation.NONE);
    if (bottleneck.stride().equals(Window.Extent.square(1)) && in == bottleneck.out()) {
      add(block + ".skip", Role.SKIP, new Op.Add(), last(), input);
    }
    return this;
  }

  /** A convolution with a batch norm and, unless it is NONE, an activation behind it. */
  public GraphBuilder normed(
      String node, Role role, int out, int groups, Window window, Activation activation) {
    Optional<Op.BatchNorm> norm = Optional.of(new Op.BatchNorm(epsilon));
    add(node, role, new Op.Convolution(channels(), out, groups, window, false, norm));
    return activation == Activation.NONE
        ? this
        : add(node + ".activation", Role.ACTIVATION, new Op.Activate(activation));
  }

  private Window square(int kernel, int stride) {
    return Window.square(kernel, stride, padding);
  }
}
