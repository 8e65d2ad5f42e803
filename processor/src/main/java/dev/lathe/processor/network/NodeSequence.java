package dev.lathe.processor.network;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op;
import dev.lathe.graph.Role;
import dev.lathe.processor.diagnose.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The nodes of a network while it is built; every op comes with its place in the current layer. */
final class NodeSequence {

  private final List<NetworkNode> nodes = new ArrayList<>();
  private String layer = "";
  private Origins origins = Origins.NOWHERE;

  /**
   * What a node returns.
   *
   * @param node its index
   * @param channels how many channels it returns
   */
  record Value(int node, int channels) {}

  /** The nodes added from now on belong to this layer. */
  void startLayer(String name, Origins newOrigins) {
    layer = name;
    origins = newOrigins;
  }

  /** The network's input. */
  Value input(Op.Input input) {
    return add("input", Role.MAIN, input, input.shape().channels());
  }

  /** An op with the channels it returns. */
  Value add(String name, Role role, Op op, int channels, Value... inputs) {
    return append(name, role, new Template.Fixed(op), channels, inputs);
  }

  /** A convolution and its activation. */
  Value convolution(String name, Role role, Op.Convolution op, Activation activation, Value input) {
    return activation(name, activation, add(name, role, op, op.out(), input));
  }

  /** A dense layer over all elements of its input, and its activation. */
  Value flatten(String name, Template.Flatten template, Activation activation, Value input) {
    return activation(name, activation, append(name, Role.MAIN, template, template.out(), input));
  }

  /** The activation behind the op of the given name; nothing for {@link Activation#NONE}. */
  Value activation(String name, Activation activation, Value input) {
    return activation(name, new Op.Activate(activation), input);
  }

  /** The activation behind the op of the given name; nothing for {@link Activation#NONE}. */
  Value activation(String name, Op.Activate activate, Value input) {
    return activate.activation() == Activation.NONE
        ? input
        : add(
            name + "." + Role.ACTIVATION.label(),
            Role.ACTIVATION,
            activate,
            input.channels(),
            input);
  }

  List<NetworkNode> nodes() {
    return List.copyOf(nodes);
  }

  private Value append(String name, Role role, Template template, int channels, Value... inputs) {
    List<Integer> indices = Stream.of(inputs).map(Value::node).toList();
    nodes.add(new NetworkNode(name, layer, role, template, indices, origins));
    return new Value(nodes.size() - 1, channels);
  }
}
