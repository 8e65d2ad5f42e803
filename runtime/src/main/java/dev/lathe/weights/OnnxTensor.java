package dev.lathe.weights;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lathe.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A constant of an ONNX model.
 *
 * @param proto its value, kept as the model stores it
 * @param info its shape and type as they are read here
 * @param transposed whether it is a matrix (in, out), read as (out, in)
 */
record OnnxTensor(TensorProto proto, TensorInfo info, boolean transposed) {

  /**
   * A constant as it is.
   *
   * @throws WeightsException if it lies outside the model or contradicts itself
   */
  static OnnxTensor of(String source, String name, TensorProto proto) {
    if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || proto.getExternalDataCount() > 0) {
      throw new WeightsException(
          "[OnnxExternalData] "
              + source
              + " keeps the values of "
              + name
              + " in another file, which Lathe never opens; save it with its data inside, in"
              + " Python: onnx.save_model(model, path, save_as_external_data=False)");
    }
    DataType type = type(proto.getDataType());
    List<Long> shape = proto.getDimsList();
    if (type.isReadable() && elements(shape) != stored(proto, type)) {
      throw new WeightsException(
          "[OnnxTensor] "
              + source
              + " says that "
              + name
              + " is "
              + TensorInfo.text(shape)
              + ", but stores "
              + stored(proto, type)
              + " elements; export it again");
    }
    return new OnnxTensor(proto, new TensorInfo(shape, type), false);
  }

  /** The same matrix with rows and columns exchanged. */
  OnnxTensor transpose() {
    List<Long> shape = info.shape();
    return new OnnxTensor(
        proto, new TensorInfo(List.of(shape.get(1), shape.get(0)), info.type()), !transposed);
  }

  /** The same elements in a row, as a bias may be stored in any shape that broadcasts. */
  OnnxTensor flat() {
    return new OnnxTensor(
        proto, new TensorInfo(List.of(elements(info.shape())), info.type()), false);
  }

  /** The elements in the order of the shape. */
  float[] read() {
    float[] values = new float[Math.toIntExact(elements(info.shape()))];
    if (!proto.getRawData().isEmpty()) {
      ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      info.type().decode(raw, values, 0, values.length);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = stored(i);
      }
    }
    return transposed ? exchanged(values) : values;
  }

  private float[] exchanged(float[] stored) {
    int rows = Math.toIntExact(info.shape().get(0));
    int columns = Math.toIntExact(info.shape().get(1));
    float[] values = new float[stored.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = stored[column * rows + row];
      }
    }
    return values;
  }

  /** Element i of the field that the type's values are kept in where they are not raw. */
  private float stored(int i) {
    return switch (info.type()) {
      case F32 -> proto.getFloatData(i);
      case F64 -> (float) proto.getDoubleData(i);
      case F16 -> Float.float16ToFloat((short) proto.getInt32Data(i));
      case BF16 -> Float.intBitsToFloat(proto.getInt32Data(i) << 16);
      default -> throw new IllegalArgumentException(info.type() + " cannot be read");
    };
  }

  private static long stored(TensorProto proto, DataType type) {
    if (!proto.getRawData().isEmpty()) {
      int bytes = proto.getRawData().size();
      return bytes % type.bytes() == 0 ? bytes / type.bytes() : -1;
    }
    return switch (type) {
      case F32 -> proto.getFloatDataCount();
      case F64 -> proto.getDoubleDataCount();
      default -> proto.getInt32DataCount();
    };
  }

  /** The product of a shape, or -1 where it is impossible. */
  private static long elements(List<Long> shape) {
    long product = 1;
    for (long extent : shape) {
      if (extent < 0 || Math.multiplyHigh(product, extent) != 0 || product * extent < 0) {
        return -1;
      }
      product *= extent;
    }
    return product;
  }

  /** ONNX's types; those that no weight is stored as are all alike here. */
  private static DataType type(int onnx) {
    return switch (onnx) {
      case TensorProto.DataType.FLOAT_VALUE -> DataType.F32;
      case TensorProto.DataType.FLOAT16_VALUE -> DataType.F16;
      case TensorProto.DataType.BFLOAT16_VALUE -> DataType.BF16;
      case TensorProto.DataType.DOUBLE_VALUE -> DataType.F64;
      case TensorProto.DataType.INT8_VALUE -> DataType.I8;
      case TensorProto.DataType.UINT8_VALUE -> DataType.U8;
      case TensorProto.DataType.INT32_VALUE -> DataType.I32;
      default -> DataType.I64;
    };
  }
}
