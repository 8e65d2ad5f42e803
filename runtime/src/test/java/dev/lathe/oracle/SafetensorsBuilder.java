package dev.lathe.oracle;

import dev.lathe.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes safetensors files. */
public final class SafetensorsBuilder {

  private final StringBuilder header = new StringBuilder("{");
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** The file of F32 tensors in the map's order. */
  public static byte[] of(Map<String, Tensor> tensors) {
    SafetensorsBuilder builder = new SafetensorsBuilder();
    tensors.forEach(builder::add);
    return builder.bytes();
  }

  /** A file of a header, as it is, and of data. */
  public static byte[] raw(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  /** Adds a tensor as F32. */
  public SafetensorsBuilder add(String name, Tensor tensor) {
    ByteBuffer elements =
        ByteBuffer.allocate(tensor.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    elements.asFloatBuffer().put(tensor.data());
    return add(name, "F32", tensor.shape(), elements.array());
  }

  /** Adds a tensor of any type from its elements' little-endian bytes. */
  public SafetensorsBuilder add(
      String name, String type, List<? extends Number> shape, byte[] elements) {
    entry(name)
        .append("{\"dtype\":\"")
        .append(type)
        .append("\",\"shape\":")
        .append(shape)
        .append(",\"data_offsets\":[")
        .append(data.size())
        .append(',')
        .append(data.size() + elements.length)
        .append("]}");
    data.writeBytes(elements);
    return this;
  }

  /** Adds {@code __metadata__} with one entry. */
  public SafetensorsBuilder metadata(String key, String value) {
    entry("__metadata__").append("{\"" + key + "\":\"" + value + "\"}");
    return this;
  }

  /** The file, its header padded to a multiple of eight bytes. */
  public byte[] bytes() {
    StringBuilder padded = new StringBuilder(header).append('}');
    int length = padded.toString().getBytes(StandardCharsets.UTF_8).length;
    padded.append(" ".repeat((8 - length % 8) % 8));
    return raw(padded.toString(), data.toByteArray());
  }

  private StringBuilder entry(String name) {
    if (header.length() > 1) {
      header.append(',');
    }
    return header.append('"').append(name).append("\":");
  }
}
