package dev.lathe.weights;

import dev.lathe.WeightsException;
import dev.lathe.runtime.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A safetensors file (https://huggingface.co/docs/safetensors): eight bytes with the length of a
 * JSON header, the header, and the tensors' little-endian elements.
 *
 * <p>The file is open only while something is read, at most from a tensor's first value to its
 * last, through a small buffer: pages of a mapping would count as the process's memory until the
 * collector unmaps them.
 */
final class SafetensorsFile implements Checkpoint {

  /** Bytes read at a time, a multiple of every element's. */
  private static final int BUFFER = 1 << 14;

  /** The format's limit for the header. */
  static final int MAX_HEADER = 100_000_000;

  private final Path file;
  private final long size;
  private final long dataStart;
  private final Map<String, SafetensorsHeader.Entry> entries;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

  /** The buffer of a reader that has been closed, for the next one. */
  private final AtomicReference<ByteBuffer> spare = new AtomicReference<>();

  private SafetensorsFile(
      Path file, long size, long dataStart, Map<String, SafetensorsHeader.Entry> entries) {
    this.file = file;
    this.size = size;
    this.dataStart = dataStart;
    this.entries = entries;
    entries.forEach((name, entry) -> tensors.put(name, entry.info()));
  }

  /**
   * Reads and checks the header.
   *
   * @throws WeightsException if anything in it is not as the format demands
   */
  static SafetensorsFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw damaged(file, "has " + size + " bytes, too few for the length of a header");
      }
      long length = read(channel, file, 0, Long.BYTES).getLong();
      if (length < 0 || length > MAX_HEADER || length > size - Long.BYTES) {
        throw damaged(
            file,
            "announces a header of "
                + Long.toUnsignedString(length)
                + " bytes, but has "
                + size
                + " bytes, and a header at most "
                + MAX_HEADER);
      }
      ByteBuffer header = read(channel, file, Long.BYTES, (int) length);
      long dataStart = Long.BYTES + length;
      try {
        return new SafetensorsFile(
            file, size, dataStart, SafetensorsHeader.parse(header, size - dataStart));
      } catch (SafetensorsHeader.InvalidHeaderException e) {
        throw new WeightsException(damaged(file, e.getMessage()).getMessage(), e);
      }
    }
  }

  @Override
  public String source() {
    return file.toString();
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public Values values(String name) {
    return new FileValues(entries.get(name));
  }

  @Override
  public ChannelReader open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (channel.size() != size) {
        throw new WeightsException(
            "[WeightsChanged] "
                + file
                + " had "
                + size
                + " bytes when it was opened and has "
                + channel.size()
                + " now; open it again");
      }
      return new ChannelReader(channel);
    } catch (IOException | WeightsException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads through a buffer. */
  private final class ChannelReader implements Reader {

    private final FileChannel channel;
    private final ByteBuffer buffer;

    ChannelReader(FileChannel channel) {
      this.channel = channel;
      ByteBuffer free = spare.getAndSet(null);
      this.buffer =
          free != null ? free : ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public float[] read(String name) throws IOException {
      SafetensorsHeader.Entry entry = entries.get(name);
      float[] values = new float[length(entry)];
      read(entry, 0, values.length, values);
      return values;
    }

    /** Reads {@code count} values of a tensor. */
    void read(SafetensorsHeader.Entry entry, int from, int count, float[] to) throws IOException {
      DataType type = entry.info().type();
      long start = dataStart + entry.begin() + (long) from * type.bytes();
      int done = 0;
      while (done < count) {
        int some = Math.min(BUFFER / type.bytes(), count - done);
        fill(start + (long) done * type.bytes(), some * type.bytes());
        type.decode(buffer, to, done, some);
        done += some;
      }
    }

    private void fill(long position, int length) throws IOException {
      buffer.clear().limit(length);
      SafetensorsFile.fill(channel, file, position, buffer, "ends before its tensors");
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        spare.set(buffer);
      }
      channel.close();
    }
  }

  private static int length(SafetensorsHeader.Entry entry) {
    return Math.toIntExact((entry.end() - entry.begin()) / entry.info().type().bytes());
  }

  /** A tensor's values, for which the file is open until the last has been copied. */
  private final class FileValues implements Values {

    private final SafetensorsHeader.Entry entry;
    private final int length;
    private ChannelReader reader;
    private float[] all;

    FileValues(SafetensorsHeader.Entry entry) {
      this.entry = entry;
      this.length = SafetensorsFile.length(entry);
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public float[] all() {
      if (all == null) {
        float[] read = new float[length];
        copy(0, length, read);
        all = read;
      }
      return all;
    }

    @Override
    public void copy(int from, int count, float[] to) {
      boolean more = false;
      try {
        if (reader == null) {
          reader = open();
        }
        reader.read(entry, from, count, to);
        more = from + count < length;
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read any more", e);
      } finally {
        if (!more) {
          close();
        }
      }
    }

    private void close() {
      if (reader != null) {
        try {
          reader.close();
        } catch (IOException e) {
          throw new UncheckedIOException(file + " cannot be closed", e);
        } finally {
          reader = null;
        }
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, Path file, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    return fill(channel, file, position, bytes, "ends before its header");
  }

  private static ByteBuffer fill(
      FileChannel channel, Path file, long position, ByteBuffer bytes, String otherwise)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw damaged(file, otherwise);
      }
    }
    return bytes.flip();
  }

  private static WeightsException damaged(Path file, String what) {
    return new WeightsException(
        "[Safetensors] " + file + " " + what + "; fetch or convert the file again");
  }
}
