package dev.lathe.weights;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** The element types of safetensors, of which ONNX shares those with values that Lathe reads. */
public enum DataType {
  BOOL(8),
  F4(4),
  F6_E2M3(6),
  F6_E3M2(6),
  U8(8),
  I8(8),
  F8_E5M2(8),
  F8_E4M3(8),
  F8_E8M0(8),
  F8_E4M3FNUZ(8),
  F8_E5M2FNUZ(8),
  I16(16),
  U16(16),
  F16(16),
  BF16(16),
  I32(32),
  U32(32),
  F32(32),
  C64(64),
  F64(64),
  I64(64),
  U64(64);

  private final int bits;

  DataType(int bits) {
    this.bits = bits;
  }

  /** Bits of one element. */
  int bits() {
    return bits;
  }

  /** Bytes of one element; only for types of whole bytes. */
  int bytes() {
    return bits / 8;
  }

  /** Whether {@link #decode} knows the type. */
  boolean isReadable() {
    return this == F32 || this == F16 || this == BF16 || this == F64;
  }

  /**
   * Turns elements into floats; F64 is rounded.
   *
   * @param from little-endian elements from its position on, not moved
   * @param to receives {@code count} floats from {@code start} on
   */
  void decode(ByteBuffer from, float[] to, int start, int count) {
    switch (this) {
      case F32 -> from.asFloatBuffer().get(to, start, count);
      case F16 -> {
        ShortBuffer halves = from.asShortBuffer();
        for (int i = 0; i < count; i++) {
          to[start + i] = Float.float16ToFloat(halves.get(i));
        }
      }
      case BF16 -> {
        // The upper half of a float.
        ShortBuffer halves = from.asShortBuffer();
        for (int i = 0; i < count; i++) {
          to[start + i] = Float.intBitsToFloat(halves.get(i) << 16);
        }
      }
      case F64 -> {
        for (int i = 0; i < count; i++) {
          to[start + i] = (float) from.getDouble(from.position() + i * Double.BYTES);
        }
      }
      default -> throw new IllegalArgumentException(this + " cannot be read");
    }
  }
}
