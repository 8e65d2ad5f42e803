package dev.lathe.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: one JSON object with an entry {dtype, shape, data_offsets} for
 * each tensor and, if present, {@code __metadata__} with strings for values. Nothing else is
 * accepted, so there is nothing to nest.
 */
final class SafetensorsHeader {

  /** The format's rank has no limit; no network needs more. */
  private static final int MAX_RANK = 64;

  /** Says what is wrong with a header, as a clause whose subject is the file. */
  static final class InvalidHeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidHeaderException(String message) {
      super(message);
    }
  }

  /**
   * A tensor's description.
   *
   * @param begin first byte, counted from the end of the header
   * @param end byte behind the last
   */
  record Entry(TensorInfo info, long begin, long end) {}

  private final JsonCursor json;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private SafetensorsHeader(JsonCursor json) {
    this.json = json;
  }

  /**
   * Reads and checks a header.
   *
   * @param dataLength bytes behind the header, which the tensors must cover without gap or overlap
   */
  static Map<String, Entry> parse(ByteBuffer header, long dataLength)
      throws InvalidHeaderException {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(header)
              .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidHeaderException("has a header that is not UTF-8");
    }
    SafetensorsHeader reader = new SafetensorsHeader(new JsonCursor(text));
    reader.object();
    checkCover(reader.entries, dataLength);
    return reader.entries;
  }

  private void object() throws InvalidHeaderException {
    Set<String> keys = new HashSet<>();
    if (!json.startsWith('{')) {
      throw json.expected("'{' as the first character");
    }
    json.open('{');
    while (json.more('}', keys.isEmpty())) {
      String name = key(keys);
      if (name.equals("__metadata__")) {
        metadata();
      } else {
        entries.put(name, entry(name));
      }
    }
    json.end();
  }

  private String key(Set<String> earlier) throws InvalidHeaderException {
    String key = json.string();
    if (!earlier.add(key)) {
      throw new InvalidHeaderException("names \"" + key + "\" twice in its header");
    }
    json.open(':');
    return key;
  }

  private void metadata() throws InvalidHeaderException {
    Set<String> keys = new HashSet<>();
    json.open('{');
    while (json.more('}', keys.isEmpty())) {
      key(keys);
      json.string();
    }
  }

  private Entry entry(String name) throws InvalidHeaderException {
    DataType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    Set<String> keys = new HashSet<>();
    json.open('{');
    while (json.more('}', keys.isEmpty())) {
      String key = key(keys);
      switch (key) {
        case "dtype" -> type = type(name, json.string());
        case "shape" -> shape = numbers(MAX_RANK);
        case "data_offsets" -> offsets = numbers(2);
        default -> throw new InvalidHeaderException(about(name) + "has the unknown field " + key);
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new InvalidHeaderException(about(name) + "lacks dtype, shape or two data_offsets");
    }
    return checked(name, new Entry(new TensorInfo(shape, type), offsets.get(0), offsets.get(1)));
  }

  private List<Long> numbers(int most) throws InvalidHeaderException {
    List<Long> numbers = new ArrayList<>();
    json.open('[');
    while (json.more(']', numbers.isEmpty())) {
      if (numbers.size() == most) {
        throw json.expected("at most " + most + " numbers");
      }
      numbers.add(json.number());
    }
    return numbers;
  }

  private static DataType type(String name, String type) throws InvalidHeaderException {
    for (DataType known : DataType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw new InvalidHeaderException(about(name) + "has the unknown dtype \"" + type + "\"");
  }

  private static Entry checked(String name, Entry entry) throws InvalidHeaderException {
    TensorInfo info = entry.info();
    long bits = info.type().bits();
    try {
      for (long extent : info.shape()) {
        bits = Math.multiplyExact(bits, extent);
      }
    } catch (ArithmeticException e) {
      throw new InvalidHeaderException(
          about(name) + "has the impossible shape " + TensorInfo.text(info.shape()));
    }
    long length = entry.end() - entry.begin(); // no overflow: neither is negative
    if (length < 0 || bits % 8 != 0 || bits / 8 != length) {
      throw new InvalidHeaderException(
          about(name)
              + "of "
              + info.type()
              + " "
              + TensorInfo.text(info.shape())
              + " claims the bytes from "
              + entry.begin()
              + " to "
              + entry.end());
    }
    return entry;
  }

  /**
   * The tensors, in the order of their bytes, must follow each other from the first to the last.
   */
  private static void checkCover(Map<String, Entry> entries, long dataLength)
      throws InvalidHeaderException {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long position = 0;
    for (Map.Entry<String, Entry> tensor : sorted) {
      if (tensor.getValue().begin() != position) {
        throw new InvalidHeaderException(
            about(tensor.getKey())
                + "begins at byte "
                + tensor.getValue().begin()
                + ", but the one before it ends at "
                + position);
      }
      position = tensor.getValue().end();
    }
    if (position != dataLength) {
      throw new InvalidHeaderException(
          "describes " + position + " bytes of tensors, but holds " + dataLength);
    }
  }

  private static String about(String name) {
    return "is damaged: its tensor \"" + name + "\" ";
  }
}
