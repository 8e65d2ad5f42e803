package dev.lathe.weights;

import dev.lathe.Naming;
import dev.lathe.Naming.Part;
import dev.lathe.WeightsException;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import dev.lathe.runtime.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a network its weights: match, check everything, then read. The large tensors are read one
 * by one, when the network is packed.
 */
public final class Binder {

  private Binder() {}

  /**
   * Binds the tensors of a checkpoint to a network.
   *
   * @throws WeightsException listing all that does not fit
   */
  public static Parameters bind(Graph graph, Checkpoint checkpoint, Optional<Naming> naming) {
    List<Target> targets = Target.of(graph);
    Matching matching = Matching.of(targets, checkpoint, naming);
    List<String> problems = Audit.problems(matching, checkpoint);
    if (!problems.isEmpty()) {
      throw new WeightsException(
          graph.name()
              + " and "
              + checkpoint.source()
              + ", read "
              + matching.style()
              + ", do not fit:",
          problems);
    }
    Map<String, Supplier<Parameter>> values = new HashMap<>();
    try (Checkpoint.Reader reader = checkpoint.open()) {
      for (Matching.Pair pair : matching.pairs()) {
        values.put(pair.target().node().name(), parameter(pair, checkpoint, reader));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(checkpoint.source() + " cannot be read any more", e);
    }
    return Parameters.read(graph, values);
  }

  /** Reads the small tensors of a layer, and its weights when they are asked for. */
  private static Supplier<Parameter> parameter(
      Matching.Pair pair, Checkpoint checkpoint, Checkpoint.Reader reader) throws IOException {
    Op.Learned op = pair.target().op();
    Map<Part, String> names = pair.slot().orElseThrow().names();
    float[] bias =
        names.containsKey(Part.BIAS) ? reader.read(names.get(Part.BIAS)) : new float[op.out()];
    Optional<Parameter.Norm> norm =
        names.containsKey(Part.GAMMA)
            ? Optional.of(norm(op, names, checkpoint.source(), reader))
            : Optional.empty();
    String weights = names.get(Part.WEIGHT);
    return () -> new Parameter(weights(op, checkpoint.values(weights)), bias, norm);
  }

  private static Parameter.Norm norm(
      Op.Learned op, Map<Part, String> names, String source, Checkpoint.Reader reader)
      throws IOException {
    Parameter.Norm norm =
        new Parameter.Norm(
            reader.read(names.get(Part.GAMMA)),
            reader.read(names.get(Part.BETA)),
            reader.read(names.get(Part.MEAN)),
            reader.read(names.get(Part.VARIANCE)),
            op.norm().orElseThrow().epsilon());
    for (int c = 0; c < op.out(); c++) {
      if (!(norm.variance()[c] + norm.epsilon() > 0)) {
        throw new WeightsException(
            "[TensorValue] "
                + names.get(Part.VARIANCE)
                + " of "
                + source
                + " holds "
                + norm.variance()[c]
                + " for channel "
                + c
                + ", which is no variance; train or convert the network again");
      }
    }
    return norm;
  }

  /** The weights in the order that the network keeps them in. */
  private static Values weights(Op.Learned op, Values stored) {
    if (op instanceof TransposedConvolution transposed) {
      return Values.of(transposed.outermostOutputs(stored.all()));
    } else if (op instanceof PRelu prelu && prelu.shared()) {
      float[] slopes = new float[prelu.out()];
      Arrays.fill(slopes, stored.all()[0]);
      return Values.of(slopes);
    }
    return stored;
  }
}
