package dev.lathe.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.Shape;
import dev.lathe.Tensor;
import dev.lathe.Weights;
import dev.lathe.WeightsException;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Role;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.SafetensorsBuilder;
import dev.lathe.runtime.Values;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safetensors files are read as the format defines them, and nothing else is. */
class SafetensorsTest {

  /** One dense layer of two numbers. */
  private static final Graph NETWORK =
      new GraphBuilder("net", new Shape(1, 1, 2)).add("fc", new Op.Dense(2, 1, false)).build();

  private static final String ENTRY = "{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}";

  @TempDir Path folder;

  @Test
  void readsFloats() throws IOException {
    assertThat(
            weights(new SafetensorsBuilder().add("fc.weight", Tensor.of(floats(1.5f, -2), 1, 2))))
        .containsExactly(1.5f, -2);
  }

  @Test
  void readsHalves() throws IOException {
    ByteBuffer elements = buffer(4).putShort((short) 0x3C00).putShort((short) 0x8001);
    assertThat(weights("F16", elements)).containsExactly(1, -0x1p-24f); // the smallest subnormal
  }

  @Test
  void readsInfiniteHalves() throws IOException {
    ByteBuffer elements = buffer(4).putShort((short) 0x7C00).putShort((short) 0x7E00);
    assertThat(weights("F16", elements)).containsExactly(Float.POSITIVE_INFINITY, Float.NaN);
  }

  @Test
  void readsBrainFloats() throws IOException {
    ByteBuffer elements = buffer(4).putShort((short) 0x4049).putShort((short) 0xC000);
    assertThat(weights("BF16", elements)).containsExactly(3.140625f, -2);
  }

  @Test
  void readsDoubles() throws IOException {
    ByteBuffer elements = buffer(16).putDouble(1 / 3.0).putDouble(-1e300);
    assertThat(weights("F64", elements)).containsExactly(1 / 3f, Float.NEGATIVE_INFINITY);
  }

  @Test
  void passesOverWhatNoLayerReads() throws IOException {
    SafetensorsBuilder file =
        new SafetensorsBuilder()
            .metadata("format", "pt")
            .add("fc.num_batches_tracked", "I64", List.of(), new byte[8])
            .add("fc.weight", Tensor.of(floats(3, 4), 1, 2));
    assertThat(weights(file)).containsExactly(3, 4);
  }

  @Test
  void takesEntriesInAnyOrderAndEmptyTensors() throws IOException {
    Path file =
        write(
            "{\"b.weight\" : {\"data_offsets\":[8,16],\"shape\":[1, 2],\"dtype\":\"F32\"} ,\n"
                + "\t\"e.num_batches_tracked\":{\"dtype\":\"F4\",\"shape\":[3,0],\"data_offsets\":[8,8]},"
                + "\"fc.weight\":"
                + ENTRY
                + "}\r\n  ",
            buffer(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4).array());
    Graph two =
        new GraphBuilder("net", new Shape(1, 1, 2))
            .add("fc", Role.MAIN, new Op.Dense(2, 1, false), 0)
            .add("b", Role.MAIN, new Op.Dense(2, 1, false), 0)
            .build();
    assertThat(Weights.open(file).bind(two).of("fc").weights()).containsExactly(1, 2);
    assertThat(Weights.open(file).bind(two).of("b").weights()).containsExactly(3, 4);
  }

  @Test
  void readsEscapedNames() throws IOException {
    Path file = write("{\"f\\u0063\\u002eweight\":" + ENTRY + "}", new byte[8]);
    assertThat(Weights.open(file).bind(NETWORK).of("fc").weights()).containsExactly(0, 0);
  }

  @Test
  void readsBehindTheFirstTwoGigabytes() throws IOException {
    // A sparse file: the first tensor is a hole.
    long hole = (5L << 30) + 4;
    String header =
        "{\"hole.num_batches_tracked\":{\"dtype\":\"U8\",\"shape\":["
            + hole
            + "],\"data_offsets\":[0,"
            + hole
            + "]},\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":["
            + hole
            + ","
            + (hole + 8)
            + "]}}";
    Path file = write(header, new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(Files.size(file) + hole);
      sparse.write(buffer(8).putFloat(5).putFloat(6).array());
    }
    assertThat(Weights.open(file).bind(NETWORK).of("fc").weights()).containsExactly(5, 6);
  }

  @Test
  void readsTensorsLongerThanOneMapping() throws IOException {
    int elements = (1 << 28) + 3; // 1 GiB and 12 bytes of F32
    String header =
        "{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[1,"
            + elements
            + "],\"data_offsets\":[0,"
            + elements * 4L
            + "]}}";
    Path file = write(header, buffer(4).putFloat(7).array());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(8 + header.length() + (elements - 1) * 4L);
      sparse.write(buffer(4).putFloat(9).array());
    }
    Graph wide =
        new GraphBuilder("net", new Shape(1, 1, elements))
            .add("fc", new Op.Dense(elements, 1, false))
            .build();
    float[] weights = Weights.open(file).bind(wide).of("fc").weights();
    assertThat(weights[0]).isEqualTo(7);
    assertThat(weights[elements - 1]).isEqualTo(9);
    assertThat(weights[1 << 28]).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`[]` | '{' as the first character",
        "` {}` | '{' as the first character",
        "`` | '{' as the first character",
        "`{` | '\"' at character 1",
        "`{\"a\"` | ':' at character 4",
        "`{\"a\":ENTRY` | ','",
        "`{\"a\":ENTRY,}` | '\"'",
        "`{\"a\":ENTRY}x` | the end",
        "`{\"a\":ENTRY}{}` | the end",
        "`{\"a\":ENTRY,\"a\":ENTRY}` | names \"a\" twice",
        "`{\"a\":ENTRY,\"\\u0061\":ENTRY}` | names \"a\" twice",
        "`{\"__metadata__\":{},\"__metadata__\":{}}` | names \"__metadata__\" twice",
        "`{\"__metadata__\":{\"k\":\"v\",\"k\":\"w\"}}` | names \"k\" twice",
        "`{\"__metadata__\":{\"k\":1}}` | '\"'",
        "`{\"__metadata__\":{\"k\":{}}}` | '\"'",
        "`{\"__metadata__\":null}` | '{'",
        "`{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]}` | '{'",
        "`{\"a\":{}}` | lacks dtype, shape or two data_offsets",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}` | lacks",
        "`{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}` | names \"dtype\" twice",
        "`{\"a\":{\"dtype\":\"F33\"}}` | unknown dtype \"F33\"",
        "`{\"a\":{\"dtype\":\"f32\"}}` | unknown dtype \"f32\"",
        "`{\"a\":{\"name\":\"x\"}}` | unknown field name",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}` | at most 2 numbers",
        "`{\"a\":{\"shape\":[-2]}}` | a whole number",
        "`{\"a\":{\"shape\":[2.0]}}` | ','",
        "`{\"a\":{\"shape\":[2e0]}}` | ','",
        "`{\"a\":{\"shape\":[02]}}` | a whole number",
        "`{\"a\":{\"shape\":[2,]}}` | a whole number",
        "`{\"a\":{\"shape\":[ 9223372036854775808 ]}}` | a number below 2^63",
        "`{\"a\":{\"shape\":\"2\"}}` | '['",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}` | claims the bytes from"
            + " 0 to 8",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}` | claims the bytes from"
            + " 8 to 0",
        "`{\"a\":{\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,0]}}` | claims the bytes",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}` |"
            + " impossible shape",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]}}` |"
            + " impossible shape",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}` | describes 4 bytes of"
            + " tensors, but holds 8",
        "`{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}` | begins at byte 4, but"
            + " the one before it ends at 0",
        "`{\"a\":ENTRY,\"b\":ENTRY}` | begins at byte 0, but the one before it ends at 8",
        "`{\"a\\x\":ENTRY}` | an escape that JSON knows",
        "`{\"a\\u12g4\":ENTRY}` | four hexadecimal digits",
        "`{\"\\ud800\":ENTRY}` | whole surrogate pairs",
        "`{\"a\tb\":ENTRY}` | no control character",
        "`{\"a` | the rest of a string",
      })
  void refusesHeadersThatTheFormatDoesNotAllow(String header, String complaint) throws IOException {
    Path file = write(header.replace("ENTRY", ENTRY), new byte[8]);
    assertThatThrownBy(() -> Weights.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("[Safetensors] " + file)
        .hasMessageContaining(complaint)
        .hasMessageEndingWith("; fetch or convert the file again");
  }

  @Test
  void refusesHeadersThatAreNotUtf8() throws IOException {
    byte[] bytes = SafetensorsBuilder.raw("{\"a?\":" + ENTRY + "}", new byte[8]);
    bytes[11] = (byte) 0xC0;
    assertRefused(bytes, "not UTF-8");
  }

  @Test
  void refusesShapesOfTooManyExtents() throws IOException {
    String ones = "1,".repeat(64) + "1";
    assertRefused(
        SafetensorsBuilder.raw("{\"a\":{\"shape\":[" + ones + "]}}", new byte[0]),
        "at most 64 numbers");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = new SafetensorsBuilder().add("fc.weight", Tensor.of(floats(1, 2), 1, 2)).bytes();
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "");
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "holds 9");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 100_000_001, 17, Long.MAX_VALUE})
  void refusesImpossibleHeaderLengths(long length) throws IOException {
    byte[] bytes = buffer(24).putLong(length).put("{}".getBytes(StandardCharsets.UTF_8)).array();
    assertRefused(bytes, "announces a header of " + Long.toUnsignedString(length));
  }

  @Test
  void refusesHeadersOverTheFormatsLimit() throws IOException {
    Path file = folder.resolve("large.safetensors");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(buffer(10).putLong(100_000_001).put((byte) '{').put((byte) '}').array());
      sparse.setLength(100_000_001 + 8);
    }
    assertThatThrownBy(() -> Weights.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("announces a header of 100000001 bytes");
  }

  @Test
  void aMissingFileIsAnIoException() {
    Path none = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> Weights.open(none))
        .isInstanceOf(IOException.class)
        .hasMessage("[WeightsMissing] there is no file " + none + "; check the path");
    assertThatThrownBy(() -> Weights.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("[WeightsMissing] " + folder + " is a folder; name the file in it");
  }

  @Test
  void aFileThatChangesBetweenOpeningAndBindingIsNoticed() throws IOException {
    Path file = write("{\"fc.weight\":" + ENTRY + "}", new byte[8]);
    Weights weights = Weights.open(file);
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> weights.bind(NETWORK))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("[WeightsChanged] " + file + " had ")
        .hasMessageEndingWith("; open it again");
    Files.delete(file);
    assertThatThrownBy(() -> weights.bind(NETWORK))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void readsPiecesInAnyOrder() throws IOException {
    Path file = write("{\"fc.weight\":" + ENTRY + "}", buffer(8).putFloat(5).putFloat(6).array());
    Values values = Weights.open(file).bind(NETWORK).of("fc").values();
    float[] piece = {0, 0, 7};
    values.copy(1, 1, piece);
    assertThat(piece).containsExactly(6, 0, 7);
    values.copy(0, 1, piece);
    assertThat(piece).containsExactly(5, 0, 7);
    values.copy(0, 2, piece);
    assertThat(piece).containsExactly(5, 6, 7);
    assertThat(values.all()).containsExactly(5, 6);
  }

  @Test
  void saysWhenAFileEndsBetweenPieces() throws IOException {
    Path file = write("{\"fc.weight\":" + ENTRY + "}", new byte[8]);
    Values values = Weights.open(file).bind(NETWORK).of("fc").values();
    values.copy(0, 1, new float[1]);
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> values.copy(1, 1, new float[1]))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file + " ends before its tensors");
  }

  @Test
  void bindsTwice() throws IOException {
    Weights weights = Weights.open(write("{\"fc.weight\":" + ENTRY + "}", new byte[8]));
    assertThat(weights.bind(NETWORK).of("fc").weights())
        .isEqualTo(weights.bind(NETWORK).of("fc").weights());
  }

  private void assertRefused(byte[] bytes, String complaint) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, bytes);
    assertThatThrownBy(() -> Weights.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("[Safetensors] " + file)
        .hasMessageContaining(complaint);
  }

  private float[] weights(String type, ByteBuffer elements) throws IOException {
    return weights(
        new SafetensorsBuilder().add("fc.weight", type, List.of(1, 2), elements.array()));
  }

  private float[] weights(SafetensorsBuilder builder) throws IOException {
    Path file = folder.resolve("good.safetensors");
    Files.write(file, builder.bytes());
    return Weights.open(file).bind(NETWORK).of("fc").weights();
  }

  private Path write(String header, byte[] data) throws IOException {
    Path file = folder.resolve("raw.safetensors");
    return Files.write(file, SafetensorsBuilder.raw(header, data));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float[] floats(float... values) {
    return values;
  }
}
