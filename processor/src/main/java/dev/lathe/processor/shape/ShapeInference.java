package dev.lathe.processor.shape;

import dev.lathe.Layer;
import dev.lathe.Shape;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Role;
import dev.lathe.graph.ShapeException;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
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
import java.util.stream.Stream;

/** The third stage: every op gets the shapes it reads and returns, or a problem at its layer. */
public final class ShapeInference {

  private static final String FACTOR =
      "a factor is of the same shape, a gate of one pixel or a mask of one channel";

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
          UnexpectedException.naming(
              node.subject(), node.origins().annotation(), () -> shape(node)));
    }
    if (Problem.anyError(problems)) {
      return Outcome.failed(problems);
    }
    List<Node> nodes = shaped.stream().flatMap(Optional::stream).toList();
    Graph graph = new Graph(network.declaration().name().binaryName(), nodes, network.outputs());
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
    List<Optional<Node>> read =
        Stream.concat(node.inputs().stream(), node.minded().stream()).map(shaped::get).toList();
    if (read.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Shape> known = read.stream().map(it -> it.get().output()).toList();
    List<Shape> inputs = known.subList(0, node.inputs().size());
    Op op = node.template().resolve(known);
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
                    node.subject(),
                    e.getMessage()));
      }
    }
    problems.add(problem.get());
    return Optional.empty();
  }

  private static Problem misfit(NetworkNode node, Op op, ShapeException e) {
    return switch (op) {
      case Op.Add add when node.role() == Role.SKIP ->
          misfit(Code.ResidualShape, "skip", "a skip needs stride 1 and equal channels", node, e);
      case Op.Add add -> misfit(Code.AddShape, "value", "only equal shapes can be added", node, e);
      case Concat concat ->
          misfit(Code.ConcatShape, "value", "heights and widths must be equal", node, e);
      case Stack stack ->
          misfit(Code.StackShape, "value", "widths and channels must be equal", node, e);
      case Op.Scale scale -> misfit(Code.MultiplyShape, "value", FACTOR, node, e);
      case Multiply multiply -> misfit(Code.MultiplyShape, "value", FACTOR, node, e);
      case Pad pad ->
          misfit(Code.Pads, "pads", "there must be more rows and columns than pads", node, e);
      case TransposedConvolution transposed ->
          misfit(Code.WindowFit, "pads", "cut less, or slide a larger window", node, e);
      case Upsample upsample -> misfit(Code.Upsample, "scale", "scale by more", node, e);
      default -> misfit(Code.WindowFit, "kernel", "pad more, or slide a smaller window", node, e);
    };
  }

  private static Problem misfit(
      Code code, String attribute, String remedy, NetworkNode node, ShapeException e) {
    return Problem.error(
        code,
        node.origins().at(attribute),
        "\"%s\" %s; %s",
        node.subject(),
        e.getMessage(),
        remedy);
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
                node.subject(),
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
                    node.subject(),
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
            first.op() instanceof Op.Input ? first.output() : graph.inputShapes(first).get(0),
            nodes.get(nodes.size() - 1).output(),
            nodes.stream().mapToLong(graph::macs).sum(),
            nodes.stream().mapToLong(node -> node.op().params()).sum());
    return new ShapedLayer(layer, nodes);
  }
}
