package dev.lathe.processor.report;

import dev.lathe.Shape;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.processor.plan.MemoryFigures;
import dev.lathe.processor.shape.ShapedLayer;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a network costs, layer by layer and op by op. Its components are the properties of the JSON
 * report, in their order; a component that is null is left out there.
 *
 * @param schemaVersion of the report's form
 * @param network the interface's binary name
 * @param macDefinition what the figures count
 * @param input H×W×C
 * @param output H×W×C of the first output
 * @param furtherInputs H×W×C by name; left out where there are none
 * @param outputs H×W×C by name; left out where there is one of no name of its own
 * @param totals of the network
 * @param layers the declared layers, in network order
 */
public record NetworkReport(
    int schemaVersion,
    String network,
    String macDefinition,
    List<Integer> input,
    List<Integer> output,
    Map<String, List<Integer>> furtherInputs,
    Map<String, List<Integer>> outputs,
    Totals totals,
    List<LayerReport> layers) {

  private static final int SCHEMA_VERSION = 1;

  private static final String MAC_DEFINITION =
      "One MAC is one multiply-accumulate of a convolution or dense layer (squeeze-excite's two"
          + " dense layers included): output elements x (input channels / groups) x kernel height x"
          + " kernel width. Biases, norms, activations, pools, additions and squeeze-excite's"
          + " scaling count 0. Params are weights, biases, and batch norm's gamma and beta, not its"
          + " running statistics. Shapes are height x width x channels, weights (out, in / groups,"
          + " kernel height, kernel width).";

  /** Copies the layers. */
  public NetworkReport {
    layers = List.copyOf(layers);
  }

  /**
   * The network as a whole.
   *
   * @param macs multiply-accumulates of one inference
   * @param params learned numbers
   * @param weightBytes packed weights at run time
   * @param arenaBytes the array of all activations at run time
   * @param peakLayer the layer during which most of the arena is live
   */
  public record Totals(
      long macs, long params, long weightBytes, long arenaBytes, String peakLayer) {}

  /**
   * A declared layer.
   *
   * @param name the method's name
   * @param op the annotation's name
   * @param input H×W×C
   * @param output H×W×C
   * @param weights (out, in / groups, kH, kW) of each op that has some
   * @param macs all repeats included
   * @param params learned numbers
   * @param share of the network's MACs, 0 to 1
   * @param standardMacs MACs of the standard convolutions that a separable block or MBConv
   *     replaces: its depthwise windows over all channels, from its input channels to its output
   *     channels
   * @param reduction 1/(1/N + 1/k²), how many times cheaper a depthwise and a pointwise convolution
   *     are than a standard one with kernel k and N output channels
   * @param ops its primitive ops, in graph order
   */
  public record LayerReport(
      String name,
      String op,
      List<Integer> input,
      List<Integer> output,
      List<List<Integer>> weights,
      long macs,
      long params,
      double share,
      Long standardMacs,
      Double reduction,
      List<OpReport> ops) {}

  /**
   * A primitive op.
   *
   * @param name unique in the network
   * @param op what it computes
   * @param input H×W×C
   * @param output H×W×C
   * @param weights (out, in / groups, kH, kW); empty without
   * @param macs multiply-accumulates
   * @param params learned numbers
   * @param share of the network's MACs, 0 to 1
   * @param kernel how the planner has it computed
   */
  public record OpReport(
      String name,
      String op,
      List<Integer> input,
      List<Integer> output,
      List<List<Integer>> weights,
      long macs,
      long params,
      double share,
      String kernel) {}

  /**
   * Reads the report off a network.
   *
   * @param kernels how ops are computed, by node name
   */
  public static NetworkReport of(
      ShapedNetwork network, MemoryFigures memory, Map<String, String> kernels) {
    Graph graph = network.graph();
    return new NetworkReport(
        SCHEMA_VERSION,
        graph.name(),
        MAC_DEFINITION,
        list(graph.inputShape()),
        list(graph.outputShape()),
        furtherInputs(graph),
        outputs(graph),
        new Totals(
            graph.macs(),
            graph.params(),
            memory.weightBytes(),
            memory.arenaBytes(),
            memory.peakLayer()),
        network.layers().stream().map(layer -> layer(layer, graph, kernels)).toList());
  }

  private static Map<String, List<Integer>> furtherInputs(Graph graph) {
    Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    graph.inputs().stream().skip(1).forEach(it -> inputs.put(it.name(), list(it.output())));
    return inputs.isEmpty() ? null : inputs;
  }

  private static Map<String, List<Integer>> outputs(Graph graph) {
    Map<String, List<Integer>> outputs = new LinkedHashMap<>();
    graph.outputs().forEach(it -> outputs.put(it.name(), list(graph.shape(it))));
    return outputs.keySet().equals(Set.of(Graph.OUTPUT)) ? null : outputs;
  }

  private static LayerReport layer(ShapedLayer shaped, Graph graph, Map<String, String> kernels) {
    List<OpReport> ops =
        shaped.nodes().stream().map(node -> op(node, graph, kernels.get(node.name()))).toList();
    Optional<Comparison> comparison = Comparison.of(shaped, graph);
    return new LayerReport(
        shaped.layer().name(),
        shaped.layer().op(),
        list(shaped.layer().inputShape()),
        list(shaped.layer().outputShape()),
        ops.stream().flatMap(op -> op.weights().stream()).toList(),
        shaped.layer().macs(),
        shaped.layer().params(),
        share(shaped.layer().macs(), graph),
        comparison.map(Comparison::standardMacs).orElse(null),
        comparison.map(Comparison::reduction).orElse(null),
        ops);
  }

  private static OpReport op(Node node, Graph graph, String kernel) {
    return new OpReport(
        node.name(),
        OpLabel.of(node.op()),
        list(node.op() instanceof Op.Input ? node.output() : graph.inputShapes(node).get(0)),
        list(node.output()),
        node.op() instanceof Op.Learned it ? List.of(it.weightShape()) : List.of(),
        graph.macs(node),
        node.op().params(),
        share(graph.macs(node), graph),
        kernel);
  }

  private static double share(long macs, Graph graph) {
    return macs == 0 ? 0 : (double) macs / graph.macs();
  }

  private static List<Integer> list(Shape shape) {
    return List.of(shape.height(), shape.width(), shape.channels());
  }
}
