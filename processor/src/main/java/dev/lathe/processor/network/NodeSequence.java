package dev.lathe.processor.network;

import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Role;
import dev.lathe.processor.declare.ActivationSpec;
import dev.lathe.processor.diagnose.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes of a network while it is built; every op comes with its place in the current layer. */
final class NodeSequence {

  private final List<NetworkNode> nodes = new ArrayList<>();

  /** What each node returns. */
  private final List<Integer> channels = new ArrayList<>();

  private String subject = "";
  private Origins origins = Origins.NOWHERE;

  /**
   * What a node returns.
   *
   * @param node its index
   * @param channels how many channels it returns
   */
  record Value(int node, int channels) {}

  /** The nodes added from now on belong to this layer, or one of a block's. */
  void startLayer(String name, Origins newOrigins) {
    subject = name;
    origins = newOrigins;
  }

  /** An input of the network. */
  Value input(String name, Op.Input input) {
    return add(name, Role.MAIN, input, input.shape().channels());
  }

  /** An op with the channels it returns. */
  Value add(String name, Role role, Op op, int channels, Value... inputs) {
    return append(name, role, new Template.Fixed(op), channels, List.of(inputs), List.of());
  }

  /** A convolution and its activation. */
  Value convolution(
      String name, Role role, Op.Convolution op, ActivationSpec activation, Value input) {
    return activation(name, activation, add(name, role, op, op.out(), input));
  }

  /** A dense layer over all elements of its input, and its activation. */
  Value flatten(String name, Template.Flatten template, ActivationSpec activation, Value input) {
    Value sum = append(name, Role.MAIN, template, template.out(), List.of(input), List.of());
    return activation(name, activation, sum);
  }

  /** The activation behind the op of the given name; nothing for {@code NONE}. */
  Value activation(String name, ActivationSpec activation, Value input) {
    return switch (activation.kind()) {
      case NONE -> input;
      case PRELU -> activate(name, new PRelu(input.channels(), false), input);
      default -> activate(name, activation.op(), input);
    };
  }

  private Value activate(String name, Op activation, Value input) {
    String own = name + "." + Role.ACTIVATION.label();
    return add(own, Role.ACTIVATION, activation, input.channels(), input);
  }

  /** An op that depends on the shapes of what it reads and of what it minds. */
  Value add(String name, Template template, int channels, List<Value> inputs, List<Value> minded) {
    return append(name, Role.MAIN, template, channels, inputs, minded);
  }

  /** The value of the op of a name, its activation included. */
  Optional<Value> named(String name) {
    Optional<Value> found = Optional.empty();
    for (int i = 0; i < nodes.size(); i++) {
      String node = nodes.get(i).name();
      if (node.equals(name) || node.equals(name + "." + Role.ACTIVATION.label())) {
        found = Optional.of(new Value(i, channels.get(i)));
      }
    }
    return found;
  }

  int size() {
    return nodes.size();
  }

  List<NetworkNode> nodes() {
    return List.copyOf(nodes);
  }

  private Value append(
      String name,
      Role role,
      Template template,
      int outputs,
      List<Value> inputs,
      List<Value> minded) {
    String layer = subject.split("\\.", 2)[0];
    nodes.add(
        new NetworkNode(
            name, layer, subject, role, template, indices(inputs), indices(minded), origins));
    channels.add(outputs);
    return new Value(nodes.size() - 1, outputs);
  }

  private static List<Integer> indices(List<Value> values) {
    return values.stream().map(Value::node).toList();
  }
}
