package dev.lathe.weights;

import dev.lathe.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and shapes in checkpoints.txt, with values that tell the tensors apart. */
final class PublishedCheckpoints {

  private static final List<String> NORM =
      List.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked");

  /**
   * A checkpoint.
   *
   * @param tensors in state_dict order, each filled with its position, from 1 on
   * @param layers each convolution's or dense layer's tensors with those of the batch norm behind
   *     it in state_dict order: weight, bias, gamma, beta, mean, variance
   */
  record Checkpoint(Map<String, Tensor> tensors, List<Map<String, Float>> layers) {

    private Checkpoint() {
      this(new LinkedHashMap<>(), new ArrayList<>());
    }

    private void add(String name, int... shape) {
      int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      float[] data = new float[elements];
      Arrays.fill(data, tensors.size() + 1);
      tensors.put(name, new Tensor(Arrays.stream(shape).boxed().toList(), data));
    }

    private void addNorm(String module, int channels) {
      for (String part : NORM) {
        layers.get(layers.size() - 1).put("norm." + part, tensors.size() + 1f);
        if (part.equals("num_batches_tracked")) {
          add(module + "." + part);
        } else {
          add(module + "." + part, channels);
        }
      }
    }

    private void addPart(String name, int... shape) {
      if (name.endsWith(".weight")) {
        layers.add(new LinkedHashMap<>());
      }
      String part = name.substring(name.lastIndexOf('.') + 1);
      layers.get(layers.size() - 1).put(part, tensors.size() + 1f);
      add(name, shape);
    }
  }

  private PublishedCheckpoints() {}

  /** The checkpoint of a name such as {@code timm/efficientnet_b0}. */
  static Checkpoint read(String wanted) {
    Checkpoint checkpoint = new Checkpoint();
    boolean here = false;
    for (String line : lines()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("=")) {
        here = words[1].equals(wanted);
      } else if (here && words[0].equals("norm")) {
        checkpoint.addNorm(words[1], Integer.parseInt(words[2]));
      } else if (here && !words[0].equals("#")) {
        checkpoint.addPart(
            words[0], Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray());
      }
    }
    if (checkpoint.tensors().isEmpty()) {
      throw new IllegalArgumentException("checkpoints.txt has no " + wanted);
    }
    return checkpoint;
  }

  private static List<String> lines() {
    try (InputStream in = PublishedCheckpoints.class.getResourceAsStream("checkpoints.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
