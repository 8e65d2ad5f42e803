package dev.lathe.benchmarks.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.lathe.graph.Window;

/**
 * An operator's options: a member of the union BuiltinOptions of {@code
 * tensorflow/compiler/mlir/lite/schema/schema.fbs}. Field numbers are those of the schema.
 */
sealed interface Options {

  /** The operator has none, or its defaults serve. */
  Options NONE = new None();

  /** The number in the union, 0 for none. */
  byte type();

  /** Writes the table and returns its offset. */
  int write(FlatBufferBuilder out);

  /** The enum ActivationFunctionType. */
  enum Fused {
    NONE(0),
    RELU(1),
    RELU6(3);

    private final byte code;

    Fused(int code) {
      this.code = (byte) code;
    }
  }

  /** The enum Padding. */
  enum Border {
    /** The output has ⌈size / stride⌉ pixels; an odd pixel of padding goes behind the input. */
    SAME,
    /** Windows stay inside the input. */
    VALID;

    private byte code() {
      return (byte) ordinal();
    }
  }

  /** No options. */
  record None() implements Options {
    @Override
    public byte type() {
      return 0;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      return 0;
    }
  }

  /** Conv2DOptions. */
  record Conv2d(Border border, Window window, Fused fused) implements Options {
    @Override
    public byte type() {
      return 1;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(6);
      out.addByte(0, border.code(), 0);
      out.addInt(1, window.stride().width(), 0);
      out.addInt(2, window.stride().height(), 0);
      out.addByte(3, fused.code, 0);
      out.addInt(4, window.dilation().width(), 1);
      out.addInt(5, window.dilation().height(), 1);
      return out.endTable();
    }
  }

  /** DepthwiseConv2DOptions. */
  record DepthwiseConv2d(Border border, Window window, int multiplier, Fused fused)
      implements Options {
    @Override
    public byte type() {
      return 2;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(7);
      out.addByte(0, border.code(), 0);
      out.addInt(1, window.stride().width(), 0);
      out.addInt(2, window.stride().height(), 0);
      out.addInt(3, multiplier, 0);
      out.addByte(4, fused.code, 0);
      out.addInt(5, window.dilation().width(), 1);
      out.addInt(6, window.dilation().height(), 1);
      return out.endTable();
    }
  }

  /** Pool2DOptions without an activation. */
  record Pool2d(Border border, Window window) implements Options {
    @Override
    public byte type() {
      return 5;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(6);
      out.addByte(0, border.code(), 0);
      out.addInt(1, window.stride().width(), 0);
      out.addInt(2, window.stride().height(), 0);
      out.addInt(3, window.kernel().width(), 0);
      out.addInt(4, window.kernel().height(), 0);
      return out.endTable();
    }
  }

  /** FullyConnectedOptions; the result keeps the extents before the last. */
  record FullyConnected(Fused fused) implements Options {
    @Override
    public byte type() {
      return 8;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(3);
      out.addByte(0, fused.code, 0);
      out.addBoolean(2, true, false);
      return out.endTable();
    }
  }

  /** SoftmaxOptions of beta 1. */
  record Softmax() implements Options {
    @Override
    public byte type() {
      return 9;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(1);
      out.addFloat(0, 1, 0);
      return out.endTable();
    }
  }

  /** AddOptions. */
  record Add(Fused fused) implements Options {
    @Override
    public byte type() {
      return 11;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(1);
      out.addByte(0, fused.code, 0);
      return out.endTable();
    }
  }

  /** MulOptions without an activation. */
  record Mul() implements Options {
    @Override
    public byte type() {
      return 21;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(0);
      return out.endTable();
    }
  }

  /** ReducerOptions; reduced extents stay as 1. */
  record Reduce() implements Options {
    @Override
    public byte type() {
      return 27;
    }

    @Override
    public int write(FlatBufferBuilder out) {
      out.startTable(1);
      out.addBoolean(0, true, false);
      return out.endTable();
    }
  }
}
