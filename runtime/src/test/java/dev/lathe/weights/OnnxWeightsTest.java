package dev.lathe.weights;

import static dev.lathe.weights.OnnxModel.floats;
import static dev.lathe.weights.OnnxModel.integer;
import static dev.lathe.weights.OnnxModel.real;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.lathe.Shape;
import dev.lathe.Weights;
import dev.lathe.WeightsException;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window;
import dev.lathe.onnx.LatheOnnx;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.Networks;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are found in ONNX models, in the ways in which exporters write them. */
class OnnxWeightsTest {

  private static final Graph NORMED =
      new GraphBuilder("normed", new Shape(4, 4, 3)).conv("stem", 2, 1, 1, Activation.RELU).build();

  private static final Graph BIASED =
      new GraphBuilder("biased", new Shape(4, 4, 3))
          .add("stem", new Op.Convolution(3, 2, 1, Window.POINT, true, Optional.empty()))
          .build();

  private static final Graph DENSE =
      new GraphBuilder("dense", new Shape(1, 1, 3)).dense("fc", 2).build();

  @TempDir Path folder;

  @Test
  void whatLatheWritesComesBack() throws IOException {
    for (Graph graph :
        List.of(Networks.textDirection(), Networks.mobileNetV3Small(64, 1e-3), DENSE, BIASED)) {
      Parameters written = SeededWeights.bound(graph, 3);
      Path file = folder.resolve("net.onnx");
      LatheOnnx.write(written, file);
      assertSame(written, Weights.open(file).bind(graph));
    }
  }

  @Test
  void aStreamIsReadAndLeftOpen() throws IOException {
    Parameters written = SeededWeights.bound(NORMED, 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LatheOnnx.write(written, out);
    boolean[] closed = {false};
    ByteArrayInputStream in =
        new ByteArrayInputStream(out.toByteArray()) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertSame(written, Weights.onnx(in).bind(NORMED));
    assertThat(closed[0]).isFalse();
  }

  @Test
  void aFileIsKnownByItsContent() throws IOException {
    Parameters written = SeededWeights.bound(NORMED, 3);
    Path file = folder.resolve("model");
    LatheOnnx.write(written, file);
    assertSame(written, Weights.open(file).bind(NORMED));
  }

  @Test
  void paddlesWayOfAddingBiasesBinds() throws IOException {
    // Conv, then Add of a bias that Reshape brings to (1, C, 1, 1); all constants are nodes.
    OnnxModel model =
        new OnnxModel()
            .constant(floats("w", 1, 2, 3, 1, 1))
            .constant(floats("b", 10, 2))
            .node("Conv", "y", List.of("x", "w"))
            .constant(longs("shape", 1, 2, 1, 1))
            .node("Reshape", "b4", List.of("b", "shape"))
            .node("Add", "z", List.of("y", "b4"));
    Parameter stem = Weights.onnx(model.stream()).bind(BIASED).of("stem");
    assertThat(stem.weights()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(stem.bias()).containsExactly(10, 11);
    assertThat(stem.norm()).isEmpty();
  }

  @Test
  void biasesOfFourExtentsBind() throws IOException {
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3, 1, 1))
            .initializer(floats("b", 10, 1, 2, 1, 1))
            .node("Conv", "y", List.of("x", "w"))
            .node("Add", "z", List.of("b", "y"));
    assertThat(Weights.onnx(model.stream()).bind(BIASED).of("stem").bias()).containsExactly(10, 11);
  }

  @Test
  void theConstantOfAHardSwishIsNoBias() throws IOException {
    // hard-swish written out: x + 3, clipped, times x.
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3, 1, 1))
            .initializer(floats("b", 10, 2))
            .initializer(floats("three", 3))
            .node("Conv", "y", List.of("x", "w", "b"))
            .node("Add", "y3", List.of("y", "three"))
            .node("Mul", "z", List.of("y", "y3"));
    assertThat(Weights.onnx(model.stream()).bind(BIASED).of("stem").bias()).containsExactly(10, 11);
  }

  @Test
  void matrixProductsBindTransposed() throws IOException {
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 3, 2)) // (in, out)
            .initializer(floats("b", 10, 2))
            .node("MatMul", "y", List.of("x", "w"))
            .node("Add", "z", List.of("y", "b"));
    Parameter fc = Weights.onnx(model.stream()).bind(DENSE).of("fc");
    assertThat(fc.weights()).containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(fc.bias()).containsExactly(10, 11);
  }

  @Test
  void gemmsBindEitherWayRound() throws IOException {
    List<String> inputs = List.of("x", "w", "b");
    OnnxModel plain =
        new OnnxModel()
            .initializer(floats("w", 1, 3, 2))
            .initializer(floats("b", 10, 2))
            .node("Gemm", "y", inputs);
    OnnxModel transposed =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3))
            .initializer(floats("b", 10, 2))
            .node("Gemm", "y", inputs, integer("transB", 1));
    assertThat(Weights.onnx(plain.stream()).bind(DENSE).of("fc").weights())
        .containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(Weights.onnx(transposed.stream()).bind(DENSE).of("fc").weights())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void transposedConstantsBind() throws IOException {
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3))
            .initializer(floats("b", 10, 1, 2))
            .node("Transpose", "wt", List.of("w"))
            .node("MatMul", "y", List.of("x", "wt"))
            .node("Identity", "same", List.of("y"))
            .node("Add", "z", List.of("same", "b"));
    Parameter fc = Weights.onnx(model.stream()).bind(DENSE).of("fc");
    assertThat(fc.weights()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(fc.bias()).containsExactly(10, 11);
  }

  @Test
  void normsStayApart() throws IOException {
    Parameter stem = Weights.onnx(normed(1e-5f).stream()).bind(NORMED).of("stem");
    Parameter.Norm norm = stem.norm().orElseThrow();
    assertThat(norm.gamma()).containsExactly(10, 11);
    assertThat(norm.beta()).containsExactly(20, 21);
    assertThat(norm.mean()).containsExactly(30, 31);
    assertThat(norm.variance()).containsExactly(40, 41);
    assertThat(norm.epsilon()).isEqualTo(1e-5);
    assertThat(stem.bias()).containsExactly(0, 0);
  }

  @Test
  void anotherEpsilonIsAnError() {
    assertThat(problems(normed(1e-3f), NORMED))
        .containsExactly(
            "[BatchNormEpsilon] declared as 1.0E-5 but trained with 0.001: stem; declare"
                + " batchNormEpsilon = 0.001");
  }

  @Test
  void foldedNormsBindAsBiases() throws IOException {
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3, 1, 1))
            .initializer(floats("b", 10, 2))
            .node("Conv", "y", List.of("x", "w", "b"));
    Parameter stem = Weights.onnx(model.stream()).bind(NORMED).of("stem");
    assertThat(stem.norm()).isEmpty();
    assertThat(stem.bias()).containsExactly(10, 11);
  }

  @Test
  void halvesBrainFloatsAndDoublesAreRead() throws IOException {
    TensorProto.Builder half =
        TensorProto.newBuilder().setName("w").addDims(2).addDims(3).addDims(1).addDims(1);
    half.setDataType(TensorProto.DataType.FLOAT16_VALUE);
    half.addAllInt32Data(List.of(0x3C00, 0x4000, 0x4200, 0xBC00, 0, 0x8000));
    TensorProto.Builder brain = TensorProto.newBuilder().setName("b").addDims(2);
    brain.setDataType(TensorProto.DataType.BFLOAT16_VALUE);
    brain.setRawData(ByteString.copyFrom(new byte[] {0x49, 0x40, 0, (byte) 0xC0}));
    OnnxModel model =
        new OnnxModel()
            .initializer(half.build())
            .initializer(brain.build())
            .node("Conv", "y", List.of("x", "w", "b"));
    Parameter stem = Weights.onnx(model.stream()).bind(BIASED).of("stem");
    assertThat(stem.weights()).containsExactly(1, 2, 3, -1, 0, -0f);
    assertThat(stem.bias()).containsExactly(3.140625f, -2);

    TensorProto.Builder real = TensorProto.newBuilder().setName("b").addDims(2);
    real.setDataType(TensorProto.DataType.DOUBLE_VALUE).addDoubleData(0.1).addDoubleData(7);
    half.setDataType(TensorProto.DataType.BFLOAT16_VALUE).clearInt32Data();
    half.addAllInt32Data(List.of(0x3F80, 0x4000, 0xC000, 0, 0, 0));
    model =
        new OnnxModel()
            .initializer(half.build())
            .initializer(real.build())
            .node("Conv", "y", List.of("x", "w", "b"));
    stem = Weights.onnx(model.stream()).bind(BIASED).of("stem");
    assertThat(stem.weights()).containsExactly(1, 2, -2, 0, 0, 0);
    assertThat(stem.bias()).containsExactly(0.1f, 7);
  }

  @Test
  void namesOfConstantsCanBeGiven() throws IOException {
    Weights weights =
        Weights.onnx(normed(1e-5f).stream())
            .named(
                (node, part) ->
                    Optional.of(
                        switch (part) {
                          case WEIGHT -> "w";
                          case GAMMA -> "gamma";
                          case BETA -> "mean"; // a choice that graph order would not make
                          case MEAN -> "beta";
                          default -> "variance";
                        }));
    assertThat(weights.bind(NORMED).of("stem").norm().orElseThrow().beta()).containsExactly(30, 31);
  }

  @Test
  void layersLeftOverAndMissingAreNamed() {
    OnnxModel model =
        normed(1e-5f)
            .initializer(floats("w2", 1, 5, 2, 1, 1))
            .initializer(floats("b2", 1, 5))
            .node("Conv", "z", List.of("y", "w2", "b2"));
    assertThat(problems(model, NORMED))
        .containsExactly(
            "[UnexpectedTensor] b2 (5) belongs to no layer; declare its layer, or remove the"
                + " tensor",
            "[UnexpectedTensor] w2 (5, 2, 1, 1) belongs to no layer; declare its layer, or remove"
                + " the tensor");
    Graph longer =
        new GraphBuilder("longer", new Shape(4, 4, 3))
            .conv("stem", 2, 1, 1, Activation.RELU)
            .conv("head", 5, 1, 1, Activation.RELU)
            .conv("second", 6, 1, 1, Activation.RELU)
            .build();
    assertThat(problems(model, longer))
        .containsExactly(
            "[MissingTensor] second needs weights (6, 5, 1, 1), and there are none left behind"
                + " w2; declare the layers of this checkpoint, or take one of this network");
  }

  @Test
  void opsWhoseWeightsCannotBeHadAreNamed() {
    OnnxModel model =
        new OnnxModel()
            .initializer(floats("w", 1, 2, 3))
            .node("DequantizeLinear", "wf", List.of("w", "scale"))
            .node("Conv", "y", List.of("x", "wf"))
            .node("ConvInteger", "q", List.of("x", "w"))
            .node("Gemm", "g", List.of("x", "w"), real("alpha", 2))
            .node("Conv", "v", List.of("x", "w", "bias"))
            .node("BatchNormalization", "n", List.of("x", "a", "b", "c", "d"));
    assertThat(problems(model, DENSE))
        .anyMatch(line -> line.startsWith("[OnnxNode] Conv y reads its weights from wf, which is"))
        .anyMatch(line -> line.startsWith("[OnnxNode] ConvInteger q is an op that Lathe does not"))
        .anyMatch(line -> line.startsWith("[OnnxNode] Gemm g scales or transposes"))
        .anyMatch(line -> line.startsWith("[OnnxNode] Conv v reads its bias from bias, which is"))
        .anyMatch(line -> line.startsWith("[OnnxNode] BatchNormalization n follows no convolution"))
        .anyMatch(line -> line.startsWith("[MissingTensor] fc needs weights (2, 3)"))
        .hasSize(6);
  }

  @Test
  void typesThatAreNoFloatsAreNamed() {
    OnnxModel model =
        new OnnxModel()
            .initializer(
                TensorProto.newBuilder()
                    .setName("w")
                    .setDataType(TensorProto.DataType.INT8_VALUE)
                    .addDims(3)
                    .addDims(2)
                    .setRawData(ByteString.copyFrom(new byte[6]))
                    .build())
            .initializer(floats("b", 1, 2))
            .node("MatMul", "y", List.of("x", "w"))
            .node("Add", "z", List.of("y", "b"));
    assertThat(problems(model, DENSE))
        .containsExactly(
            "[TensorType] fc cannot read w (transposed) of I8; convert them to F32, F16, BF16 or"
                + " F64");
  }

  @Test
  void externalDataIsNeverOpened() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "00000000");
    TensorProto external =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(2)
            .addDims(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(secret.toString()))
            .build();
    OnnxModel model = new OnnxModel().initializer(external).node("MatMul", "y", List.of("x", "w"));
    assertThatThrownBy(() -> Weights.onnx(model.stream()))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("[OnnxExternalData] the ONNX model keeps the values of w in")
        .hasMessageContaining("save_as_external_data=False");
  }

  @Test
  void tensorsThatContradictThemselvesAreRefused() {
    TensorProto few = floats("w", 1, 2, 3).toBuilder().setDims(0, 4).build();
    TensorProto negative = floats("w", 1, 2, 3).toBuilder().setDims(0, -2).build();
    TensorProto endless =
        floats("w", 1, 2, 3).toBuilder().setDims(0, 1L << 62).setDims(1, 4).build();
    TensorProto odd =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(1)
            .setRawData(ByteString.copyFrom(new byte[5]))
            .build();
    for (TensorProto tensor : List.of(few, negative, endless, odd)) {
      OnnxModel model = new OnnxModel().initializer(tensor).node("MatMul", "y", List.of("x", "w"));
      assertThatThrownBy(() -> Weights.onnx(model.stream()))
          .isInstanceOf(WeightsException.class)
          .hasMessageStartingWith("[OnnxTensor] the ONNX model says that w is (");
    }
  }

  @Test
  void whatIsNoModelIsRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {8, 7}, new byte[] {58, 5, 1})) {
      assertThatThrownBy(() -> Weights.onnx(new ByteArrayInputStream(bytes)))
          .isInstanceOf(WeightsException.class)
          .hasMessageStartingWith("[Onnx] the ONNX model is no ONNX model: ")
          .hasMessageEndingWith("; export it again");
    }
  }

  private static OnnxModel normed(float epsilon) {
    return new OnnxModel()
        .initializer(floats("w", 1, 2, 3, 1, 1))
        .initializer(floats("gamma", 10, 2))
        .initializer(floats("beta", 20, 2))
        .initializer(floats("mean", 30, 2))
        .initializer(floats("variance", 40, 2))
        .node("Conv", "c", List.of("x", "w"))
        .node(
            "BatchNormalization",
            "y",
            List.of("c", "gamma", "beta", "mean", "variance"),
            real("epsilon", epsilon));
  }

  private static TensorProto longs(String name, long... values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.setDataType(TensorProto.DataType.INT64_VALUE).build();
  }

  private static List<String> problems(OnnxModel model, Graph graph) {
    return catchThrowableOfType(
            WeightsException.class, () -> Weights.onnx(model.stream()).bind(graph))
        .problems();
  }

  private static void assertSame(Parameters expected, Parameters actual) {
    assertThat(actual.values().keySet()).isEqualTo(expected.values().keySet());
    expected
        .values()
        .forEach(
            (name, parameter) -> {
              Parameter other = actual.of(name);
              assertArrayEquals(parameter.weights(), other.weights(), name);
              assertArrayEquals(parameter.bias(), other.bias(), name);
              assertThat(other.norm().isPresent()).isEqualTo(parameter.norm().isPresent());
              parameter
                  .norm()
                  .ifPresent(
                      norm -> {
                        Parameter.Norm otherNorm = other.norm().orElseThrow();
                        assertArrayEquals(norm.gamma(), otherNorm.gamma(), name);
                        assertArrayEquals(norm.beta(), otherNorm.beta(), name);
                        assertArrayEquals(norm.mean(), otherNorm.mean(), name);
                        assertArrayEquals(norm.variance(), otherNorm.variance(), name);
                        assertThat(otherNorm.epsilon()).isEqualTo(norm.epsilon());
                      });
            });
  }
}
