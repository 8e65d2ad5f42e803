package dev.lathe.weights;

import dev.lathe.WeightsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Tells files of weights apart by what they begin with, and where that is not enough by name. */
public final class FileFormat {

  private static final int HEAD = 9;

  /** The protobuf tag of a model's first field. */
  private static final int ONNX_IR_VERSION = 8;

  private FileFormat() {}

  /**
   * Opens a safetensors or ONNX file.
   *
   * @throws IOException if there is no such file, or it cannot be read
   * @throws WeightsException if it is of another kind, or damaged
   */
  public static Checkpoint open(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException("[WeightsMissing] there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new IOException("[WeightsMissing] " + file + " is a folder; name the file in it");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (isSafetensors(head)) {
      return SafetensorsFile.open(file);
    }
    refuseOthers(file, head);
    if (name.endsWith(".safetensors")) {
      return SafetensorsFile.open(file); // says what is wrong with it
    }
    if (name.endsWith(".onnx") || startsWith(head, ONNX_IR_VERSION)) {
      OnnxLibrary.require();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return OnnxCheckpoint.read(file.toString(), in);
      }
    }
    throw new WeightsException(
        "[WeightsFormat] "
            + file
            + " is neither a safetensors nor an ONNX file; convert the weights to safetensors");
  }

  /**
   * Whether a length below 2^32 and the brace of the header follow each other. The length may begin
   * with the bytes of any other format.
   */
  private static boolean isSafetensors(byte[] head) {
    return head.length == HEAD
        && head[HEAD - 1] == '{'
        && head[4] == 0
        && head[5] == 0
        && head[6] == 0
        && head[7] == 0;
  }

  private static void refuseOthers(Path file, byte[] head) {
    String kind = null;
    if (startsWith(head, 'P', 'K', 3, 4)) {
      kind = "a zip archive, as torch.save writes it around a pickle";
    } else if (startsWith(head, 0x80) && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
      kind = "a Python pickle";
    } else if (startsWith(head, 0x89, 'H', 'D', 'F')) {
      kind = "an HDF5 file, as Keras writes it";
    }
    if (kind != null) {
      throw new WeightsException(
          "[WeightsFormat] "
              + file
              + " is "
              + kind
              + ", which Lathe does not open; convert it to safetensors, in Python:"
              + " safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")");
    }
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    return head.length >= bytes.length
        && Arrays.equals(Arrays.copyOf(head, bytes.length), toBytes(bytes));
  }

  private static byte[] toBytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
