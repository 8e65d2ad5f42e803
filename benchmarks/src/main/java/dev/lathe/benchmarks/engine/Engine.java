package dev.lathe.benchmarks.engine;

import dev.lathe.Tensor;
import dev.lathe.benchmarks.tflite.TfLiteExport;
import dev.lathe.graph.Graph;
import dev.lathe.onnx.LatheOnnx;
import dev.lathe.oracle.SafetensorsBuilder;
import dev.lathe.oracle.SeededWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What runs a network. Each engine loads a file of its own format with the same weights. */
public enum Engine {
  /** The generated class, its weights in a safetensors file. */
  LATHE(Layout.HWC, "safetensors"),
  /** ONNX Runtime on the CPU, all graph optimisations on. */
  ONNX_RUNTIME(Layout.CHW, "onnx"),
  /** TensorFlow Lite with its XNNPACK delegate. */
  TENSORFLOW_LITE(Layout.HWC, "tflite");

  private final Layout layout;
  private final String extension;

  Engine(Layout layout, String extension) {
    this.layout = layout;
    this.extension = extension;
  }

  /** The order of the elements that it reads and writes. */
  public Layout layout() {
    return layout;
  }

  String extension() {
    return extension;
  }

  /** Writes a network with seeded weights in this engine's format. */
  void write(Graph graph, long seed, Path file) throws IOException {
    switch (this) {
      case LATHE -> {
        Map<String, Tensor> tensors = SeededWeights.of(graph, seed);
        Files.write(file, SafetensorsBuilder.of(tensors));
      }
      case ONNX_RUNTIME -> LatheOnnx.write(SeededWeights.bound(graph, seed), file);
      case TENSORFLOW_LITE -> TfLiteExport.write(SeededWeights.bound(graph, seed), file);
    }
  }

  /**
   * Loads a network from its files.
   *
   * @param threads that one inference may use
   * @throws IllegalArgumentException if this engine cannot use as many
   * @throws IllegalStateException if a native engine refuses the model
   */
  public LoadedNetwork load(ModelFiles files, int threads) throws IOException {
    return switch (this) {
      case LATHE -> LatheNetwork.load(files, threads);
      case ONNX_RUNTIME -> OnnxRuntimeNetwork.load(files, threads);
      case TENSORFLOW_LITE -> TensorFlowLiteNetwork.load(files, threads);
    };
  }
}
