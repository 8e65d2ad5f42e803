package dev.lathe.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Shape;
import dev.lathe.Weights;
import dev.lathe.WeightsException;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Window.Extent;
import dev.lathe.onnx.LatheOnnx;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.SafetensorsBuilder;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A damaged file gives weights or a {@link WeightsException}, and never anything else. */
class FuzzTest {

  private static final Graph NETWORK =
      new GraphBuilder("net", new Shape(6, 6, 3))
          .conv("stem", 4, 3, 2, Activation.RELU)
          .mbconv("stage.0", 8, 4, 3, Extent.square(1), Activation.RELU, 0, null)
          .globalAveragePool("pool")
          .dense("classifier", 2)
          .build();

  private static final byte[] SAFETENSORS = SafetensorsBuilder.of(SeededWeights.of(NETWORK, 1));
  private static final byte[] ONNX = exported();

  private static final int HEADER =
      ByteBuffer.wrap(SAFETENSORS).order(ByteOrder.LITTLE_ENDIAN).getInt();

  private static Path safetensors;
  private static Path onnx;
  private static Path nameless;

  @BeforeContainer
  static void makeFiles() throws IOException {
    safetensors = Files.createTempFile("fuzz", ".safetensors");
    onnx = Files.createTempFile("fuzz", ".onnx");
    nameless = Files.createTempFile("fuzz", "");
  }

  @AfterContainer
  static void deleteFiles() throws IOException {
    for (Path file : List.of(safetensors, onnx, nameless)) {
      Files.delete(file);
    }
  }

  /** One change: bytes at a place, counted in thousandths of the file, replaced by others. */
  private record Edit(int place, int removed, byte[] inserted) {

    byte[] apply(byte[] bytes, int limit) {
      int at = (int) ((long) place * Math.min(limit, bytes.length) / 1000);
      int kept = Math.min(bytes.length, at + removed);
      return ByteBuffer.allocate(at + inserted.length + bytes.length - kept)
          .put(bytes, 0, at)
          .put(inserted)
          .put(bytes, kept, bytes.length - kept)
          .array();
    }
  }

  /** Changes that leave most of the header what it was: JSON's tokens, digits, a stray byte. */
  @Provide
  Arbitrary<List<Edit>> textEdits() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "-1",
            "99999999999999999999",
            "\"shape\":",
            "F16",
            "F64",
            "null",
            "\\ud800",
            "[[[[",
            "\u00e9",
            "__metadata__");
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(2);
    Arbitrary<byte[]> text =
        Arbitraries.frequencyOf(Tuple.of(1, tokens), Tuple.of(3, digits))
            .map(token -> token.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> stray = Arbitraries.bytes().array(byte[].class).ofSize(1);
    return edits(2, Arbitraries.frequencyOf(Tuple.of(9, text), Tuple.of(1, stray)));
  }

  /** Changes of single bytes, and now and then of more. */
  @Provide
  Arbitrary<List<Edit>> byteEdits() {
    Arbitrary<byte[]> one = Arbitraries.bytes().array(byte[].class).ofSize(1);
    Arbitrary<byte[]> some = Arbitraries.bytes().array(byte[].class).ofMaxSize(9);
    return edits(1, Arbitraries.frequencyOf(Tuple.of(9, one), Tuple.of(1, some)));
  }

  private static Arbitrary<List<Edit>> edits(int removed, Arbitrary<byte[]> inserted) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 999),
            Arbitraries.integers().between(0, removed),
            inserted)
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void damagedSafetensors(@ForAll("byteEdits") List<Edit> edits) throws IOException {
    byte[] bytes = SAFETENSORS;
    for (Edit edit : edits) {
      bytes = edit.apply(bytes, HEADER + 8); // any data is good data
    }
    assertWeightsOrException(safetensors, bytes);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void damagedHeadersOfTheRightLength(@ForAll("textEdits") List<Edit> edits) throws IOException {
    byte[] text = Arrays.copyOfRange(SAFETENSORS, 8, 8 + HEADER);
    for (Edit edit : edits) {
      text = edit.apply(text, text.length);
    }
    byte[] bytes =
        ByteBuffer.allocate(SAFETENSORS.length - HEADER + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .put(SAFETENSORS, 8 + HEADER, SAFETENSORS.length - 8 - HEADER)
            .array();
    assertWeightsOrException(safetensors, bytes);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void damagedOnnx(@ForAll("byteEdits") List<Edit> edits) throws IOException {
    byte[] bytes = ONNX;
    for (Edit edit : edits) {
      bytes = edit.apply(bytes, bytes.length);
    }
    assertWeightsOrException(onnx, bytes);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noise(@ForAll byte[] bytes) throws IOException {
    assertWeightsOrException(nameless, bytes);
  }

  private static void assertWeightsOrException(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      Parameters parameters = Weights.open(file).bind(NETWORK);
      assertThat(parameters.of("stem").weights()).hasSize(4 * 3 * 9);
    } catch (WeightsException e) {
      assertThat(e.getMessage()).contains("[").contains("; ");
      assertThat(e.problems()).isNotEmpty();
    }
  }

  private static byte[] exported() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      LatheOnnx.write(SeededWeights.bound(NETWORK, 1), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
