package dev.lathe.processor.report;

import dev.lathe.graph.Graph;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.Role;
import dev.lathe.graph.Window;
import dev.lathe.processor.shape.ShapedLayer;
import java.util.List;
import java.util.Optional;

/**
 * A block with depthwise convolutions against the standard convolutions that it replaces.
 *
 * @param standardMacs of k×k convolutions with the same steps, from the channels that each block
 *     reads to those it returns
 * @param reduction 1/(1/N + 1/k²) for N channels returned (Howard et al. 2017, section 3.1)
 */
record Comparison(long standardMacs, double reduction) {

  /** The comparison for a separable block or MBConv; nothing for other layers. */
  static Optional<Comparison> of(ShapedLayer layer, Graph graph) {
    List<Node> depthwise =
        layer.nodes().stream().filter(node -> node.role() == Role.DEPTHWISE).toList();
    if (depthwise.isEmpty()) {
      return Optional.empty();
    }
    int in = layer.layer().inputShape().channels();
    int out = layer.layer().outputShape().channels();
    long macs = 0;
    for (int i = 0; i < depthwise.size(); i++) {
      macs += standardMacs(depthwise.get(i), i == 0 ? in : out, out, graph);
    }
    int taps = window(depthwise.get(0)).taps();
    return Optional.of(new Comparison(macs, 1 / (1.0 / out + 1.0 / taps)));
  }

  private static long standardMacs(Node depthwise, int in, int out, Graph graph) {
    Op.Convolution standard =
        new Op.Convolution(in, out, 1, window(depthwise), false, Optional.empty());
    return standard.macs(List.of(graph.inputShapes(depthwise).get(0).withChannels(in)));
  }

  private static Window window(Node depthwise) {
    return ((Op.Convolution) depthwise.op()).window();
  }
}
