package dev.lathe.processor.shape;

import dev.lathe.Layer;
import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.ShapeException;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.processor.declare.LayerDeclaration;
import dev.lathe.processor.diagnose.Code;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.diagnose.Problem;
import dev.lathe.processor.diagnose.UnexpectedException;
import dev.lathe.processor.network.Network;
import dev.lathe.processor.network.NetworkNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The third stage: every op gets the shapes it reads and returns, or a problem at its layer. */
public final class ShapeInference {

  private final Network network;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Optional<Node>> shaped = new ArrayList<>();

  private ShapeInference(Network network) {
    this.network = network;
  }

  /** Infers the shapes of a network. */
  public static Outcome<ShapedNetwork> infer(Network network) {
    return new ShapeInference(network).run();
  }

  private Outcome<ShapedNetwork> run() {
    for (NetworkNode node : network.nodes()) {
      shaped.add(
          UnexpectedException.naming(node.layer(), node.origins().annotation(), () -> shape(node)));
    }
    if (Problem.anyError(problems)) {
      return Outcome.failed(problems);
    }
    List<Node> nodes = shaped.stream().flatMap(Optional::stream).toList();
    Graph graph = new Graph(network.declaration().name().binaryName(), nodes);
    return Outcome.of(
        new ShapedNetwork(
            network.declaration(),
            graph,
            network.nodes().stream().map(NetworkNode::origins).toList(),
            network.declaration().layers().stream().map(layer -> layer(layer, graph)).toList()),
        problems);
  }

  /** The node with its shape; nothing where it, or one that it reads, has none. */
  private Optional<Node> shape(NetworkNode node) {
    List<Optional<Node>> read = node.inputs().stream().map(shaped::get).toList();
    if (read.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Shape> inputs = read.stream().map(it -> it.get().output()).toList();
    Op op = node.template().resolve(inputs);
    Optional<Problem> problem = overflow(node, op, inputs);
    if (problem.isEmpty()) {
      try {
        Shape output = op.outputShape(inputs);
        return Optional.of(
            new Node(node.name(), node.layer(), node.role(), op, node.inputs(), output));
      } catch (ShapeException e) {
        problem = Optional.of(misfit(node, op, e));
      } catch (IllegalArgumentException e) {
        problem =
            Optional.of(
                Problem.error(
                    Code.Overflow,
                    node.origins().annotation(),
                    "\"%s\" returns a tensor that is too large: %s",
                    node.layer(),
                    e.getMessage()));
      }
    }
    problems.add(problem.get());
    return Optional.empty();
  }

  private static Problem misfit(NetworkNode node, Op op, ShapeException e) {
    if (op instanceof Op.Add) {
      return Problem.error(
          Code.ResidualShape,
          node.origins().at("skip"),
          "\"%s\" %s; a skip needs stride 1 and equal channels",
          node.layer(),
          e.getMessage());
    }
    return Problem.error(
        Code.WindowFit,
        node.origins().at("kernel"),
        "\"%s\" %s; pad more, or slide a smaller window",
        node.layer(),
        e.getMessage());
  }

  /** A problem if weights or padded pixels are too many for ints. */
  private static Optional<Problem> overflow(NetworkNode node, Op op, List<Shape> inputs) {
    if (op instanceof Op.Weighted weighted) {
      int perGroup = weighted.in() / weighted.groups();
      double count = (double) weighted.out() * perGroup * weighted.window().taps();
      if (count > Integer.MAX_VALUE) {
        return Optional.of(
            Problem.error(
                Code.Overflow,
                node.origins().annotation(),
                "\"%s\" has weights of shape %s, 2^31 or more; use fewer channels",
                node.layer(),
                weighted.weightShape()));
      }
    }
    Optional<Window> window =
        switch (op) {
          case Op.Convolution convolution -> Optional.of(convolution.window());
          case Op.Pool pool -> Optional.of(pool.window());
          default -> Optional.empty();
        };
    return window
        .filter(it -> !fits(it, inputs.get(0)))
        .map(
            it ->
                Problem.error(
                    Code.Overflow,
                    node.origins().annotation(),
                    "\"%s\" slides a %s window over %s, which with its padding is too large",
                    node.layer(),
                    it.kernel(),
                    inputs.get(0)));
  }

  /** Whether the arithmetic of output extents stays within ints, with room to spare. */
  private static boolean fits(Window window, Shape input) {
    Extent stride = window.stride();
    long height = input.height() + 4L * window.spanHeight() + stride.height() + (1 << 18);
    long width = input.width() + 4L * window.spanWidth() + stride.width() + (1 << 18);
    return Math.max(height, width) <= Integer.MAX_VALUE;
  }

  private static ShapedLayer layer(LayerDeclaration declaration, Graph graph) {
    List<Node> nodes =
        graph.nodes().stream().filter(node -> node.layer().equals(declaration.name())).toList();
    Node first = nodes.get(0);
    Layer layer =
        new Layer(
            declaration.name(),
            declaration.annotation(),
            graph.inputShapes(first).get(0),
            nodes.get(nodes.size() - 1).output(),
            nodes.stream().mapToLong(graph::macs).sum(),
            nodes.stream().mapToLong(node -> node.op().params()).sum());
    return new ShapedLayer(layer, nodes);
  }
}
