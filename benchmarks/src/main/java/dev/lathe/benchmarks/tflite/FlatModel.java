package dev.lathe.benchmarks.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A TensorFlow Lite model of one subgraph as a FlatBuffer: the tables Model, SubGraph, Tensor,
 * Buffer and Operator of {@code tensorflow/compiler/mlir/lite/schema/schema.fbs}, version 3. Field
 * numbers are those of the schema.
 */
final class FlatModel {

  private static final int SCHEMA_VERSION = 3;
  private static final String FILE_IDENTIFIER = "TFL3";
  private static final byte FLOAT32 = 0;
  private static final byte INT32 = 2;
  private static final int BUFFER_ALIGNMENT = 16;

  private final FlatBufferBuilder out = new FlatBufferBuilder(1 << 20);
  private final List<Integer> buffers = new ArrayList<>();
  private final List<Integer> tensors = new ArrayList<>();
  private final List<Integer> operators = new ArrayList<>();

  FlatModel() {
    out.startTable(1);
    buffers.add(out.endTable()); // the empty buffer of tensors without a value
  }

  /** Adds a float tensor that is computed, and returns its index. */
  int value(String name, int... shape) {
    return tensor(name, FLOAT32, 0, shape);
  }

  /** Adds a constant, and returns its index. */
  int constant(String name, float[] data, int... shape) {
    int buffer = buffer(data.length * Float.BYTES, bytes -> bytes.asFloatBuffer().put(data));
    return tensor(name, FLOAT32, buffer, shape);
  }

  /** Adds a constant, and returns its index. */
  int constant(String name, int[] data, int... shape) {
    int buffer = buffer(data.length * Integer.BYTES, bytes -> bytes.asIntBuffer().put(data));
    return tensor(name, INT32, buffer, shape);
  }

  /** Adds an operator with one output. */
  void operator(Operator operator, Options options, int output, int... inputs) {
    int inputVector = intVector(inputs);
    int outputVector = intVector(output);
    int optionTable = options.write(out);
    out.startTable(5);
    out.addInt(0, operator.ordinal(), 0);
    out.addOffset(1, inputVector, 0);
    out.addOffset(2, outputVector, 0);
    out.addByte(3, options.type(), 0);
    out.addOffset(4, optionTable, 0);
    operators.add(out.endTable());
  }

  /** The file of a model with one input and one output tensor. */
  byte[] finish(String name, int input, int output) {
    int tensorVector = offsetVector(tensors);
    int inputVector = intVector(input);
    int outputVector = intVector(output);
    int operatorVector = offsetVector(operators);
    int nameString = out.createString(name);
    out.startTable(5);
    out.addOffset(0, tensorVector, 0);
    out.addOffset(1, inputVector, 0);
    out.addOffset(2, outputVector, 0);
    out.addOffset(3, operatorVector, 0);
    out.addOffset(4, nameString, 0);
    int subgraphVector = offsetVector(List.of(out.endTable()));
    int codeVector = offsetVector(Arrays.stream(Operator.values()).map(this::code).toList());
    int bufferVector = offsetVector(buffers);
    int description = out.createString("Lathe");
    out.startTable(5);
    out.addInt(0, SCHEMA_VERSION, 0);
    out.addOffset(1, codeVector, 0);
    out.addOffset(2, subgraphVector, 0);
    out.addOffset(3, description, 0);
    out.addOffset(4, bufferVector, 0);
    out.finish(out.endTable(), FILE_IDENTIFIER);
    return out.sizedByteArray();
  }

  /** Every operator has its code, at the place of its ordinal. */
  private int code(Operator operator) {
    out.startTable(4);
    out.addByte(0, (byte) operator.code(), 0);
    out.addInt(2, operator.version(), 1);
    out.addInt(3, operator.code(), 0);
    return out.endTable();
  }

  private int tensor(String name, byte type, int buffer, int[] shape) {
    int shapeVector = intVector(shape);
    int nameString = out.createString(name);
    out.startTable(4);
    out.addOffset(0, shapeVector, 0);
    out.addByte(1, type, 0);
    out.addInt(2, buffer, 0);
    out.addOffset(3, nameString, 0);
    tensors.add(out.endTable());
    return tensors.size() - 1;
  }

  private int buffer(int size, Consumer<ByteBuffer> data) {
    ByteBuffer bytes = out.createUnintializedVector(1, size, BUFFER_ALIGNMENT);
    data.accept(bytes.order(ByteOrder.LITTLE_ENDIAN));
    int vector = out.endVector();
    out.startTable(1);
    out.addOffset(0, vector, 0);
    buffers.add(out.endTable());
    return buffers.size() - 1;
  }

  private int intVector(int... values) {
    out.startVector(Integer.BYTES, values.length, Integer.BYTES);
    for (int i = values.length - 1; i >= 0; i--) { // a FlatBuffer is written back to front
      out.addInt(values[i]);
    }
    return out.endVector();
  }

  private int offsetVector(List<Integer> offsets) {
    return out.createVectorOfTables(offsets.stream().mapToInt(Integer::intValue).toArray());
  }
}
