package dev.lathe.benchmarks.tflite;

/**
 * The operators written, with their codes and the versions that introduced the options used: the
 * enum BuiltinOperator of {@code tensorflow/compiler/mlir/lite/schema/schema.fbs}.
 */
enum Operator {
  ADD(0, 1),
  CONV_2D(3, 1),
  DEPTHWISE_CONV_2D(4, 2),
  FULLY_CONNECTED(9, 5),
  LOGISTIC(14, 1),
  MAX_POOL_2D(17, 1),
  MUL(18, 1),
  RELU(19, 1),
  RELU6(21, 1),
  SOFTMAX(25, 1),
  PAD(34, 1),
  MEAN(40, 1),
  HARD_SWISH(117, 1);

  private final int code;
  private final int version;

  Operator(int code, int version) {
    this.code = code;
    this.version = version;
  }

  /** The number in the enum BuiltinOperator. */
  int code() {
    return code;
  }

  /** The version of the operator. */
  int version() {
    return version;
  }
}
