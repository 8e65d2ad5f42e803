package dev.lathe;

import dev.lathe.graph.Graph;
import dev.lathe.runtime.Parameters;
import dev.lathe.weights.Binder;
import dev.lathe.weights.Checkpoint;
import dev.lathe.weights.FileFormat;
import dev.lathe.weights.MapCheckpoint;
import dev.lathe.weights.OnnxCheckpoint;
import dev.lathe.weights.OnnxLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network's weights, from a file or from memory. Immutable and safe to share.
 *
 * <p>They are bound to a network in one of these ways:
 *
 * <ul>
 *   <li>by Lathe's own names: the node's name and the part, as in {@code stage2.1.expand.weight}
 *       and {@code stem.norm.running_var};
 *   <li>by the names that {@link #named} gives;
 *   <li>from a torchvision or timm checkpoint of the MobileNet, EfficientNet and MnasNet families:
 *       in the network's order, each layer's shape checked, however the declaration groups the
 *       blocks;
 *   <li>from an ONNX model: its convolutions and matrix products in graph order, shapes checked.
 * </ul>
 */
public final class Weights {

  private final Checkpoint checkpoint;
  private final Optional<Naming> naming;

  private Weights(Checkpoint checkpoint, Optional<Naming> naming) {
    this.checkpoint = checkpoint;
    this.naming = naming;
  }

  /**
   * Opens a safetensors or an ONNX file and checks its header. Tensors of a safetensors file are
   * read when a model is loaded, so the file must stay where it is until then; of floating point
   * types F32, F16, BF16 and F64 are read, and tensors of other types are passed over unless a
   * layer needs one.
   *
   * @throws IOException if the file cannot be read
   * @throws WeightsException if it is damaged or of another kind, such as a PyTorch pickle, which
   *     is never opened; or if it is an ONNX file and tribuo-util-onnx is missing
   */
  public static Weights open(Path file) throws IOException {
    return new Weights(FileFormat.open(file), Optional.empty());
  }

  /**
   * Reads an ONNX model, for example from a resource. Needs {@code org.tribuo:tribuo-util-onnx}, an
   * optional dependency of Lathe. Values outside the model, ONNX's external data, are never opened.
   *
   * @param model read to its end, and left open
   * @throws IOException if the stream cannot be read
   * @throws WeightsException if it is no ONNX model, or tribuo-util-onnx is missing
   */
  public static Weights onnx(InputStream model) throws IOException {
    OnnxLibrary.require();
    return new Weights(OnnxCheckpoint.read("the ONNX model", model), Optional.empty());
  }

  /** Takes tensors by name. */
  public static Weights of(Map<String, Tensor> tensors) {
    return new Weights(new MapCheckpoint(tensors), Optional.empty());
  }

  /** The same weights, looked up by the names that the function gives and by no other rule. */
  public Weights named(Naming newNaming) {
    return new Weights(checkpoint, Optional.of(newNaming));
  }

  /**
   * Finds the weights of each layer of a network, and checks them. Those of a safetensors file are
   * read when they are asked for, as many as are asked for. Batch norms stay apart, as the network
   * declares them; where the checkpoint already folded one into its convolution, {@link
   * dev.lathe.runtime.Parameter#norm} is empty and the bias is set.
   *
   * @throws WeightsException if tensors are missing, of another shape or type, or left over: all of
   *     them are listed
   * @throws java.io.UncheckedIOException if a file cannot be read any more
   */
  public Parameters bind(Graph graph) {
    return Binder.bind(graph, checkpoint, naming);
  }
}
