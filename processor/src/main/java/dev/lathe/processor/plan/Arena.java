package dev.lathe.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where each buffer lies in the one array that an inference works in. Buffers that are never needed
 * at the same step share their place. Behind those that all threads see, each thread has a stretch
 * of its own.
 *
 * @param zeros floats, behind {@link Machine#ARRAY_LEAD}, that stay zero: the row beyond a map's
 *     border
 * @param offsets by buffer, in the order of first use those of a thread for the first one
 * @param shared floats before the first thread's stretch
 * @param perThread floats of a thread's stretch
 * @param peakStep the step at which most floats are in use
 */
public record Arena(
    int zeros, Map<Buffer, Integer> offsets, int shared, int perThread, int peakStep) {

  /** A buffer and the first and the last step that need it. */
  private record Lifetime(Buffer buffer, int first, int last) {
    boolean meets(Lifetime other) {
      return first <= other.last && other.first <= last;
    }

    /** Floats up to the next cache line. */
    int length() {
      return (buffer.length() + 15) / 16 * 16;
    }
  }

  /** A buffer at its offset. */
  private record Placed(Lifetime lifetime, int offset) {
    int end() {
      return Math.addExact(offset, lifetime.length());
    }
  }

  /**
   * Places the largest buffers first, each at the lowest offset that no buffer living at the same
   * time occupies.
   *
   * @param steps the buffers that each step touches
   */
  static Arena of(int zeros, List<List<Buffer>> steps) {
    List<Lifetime> lifetimes = lifetimes(steps);
    Map<Buffer, Integer> byBuffer = new HashMap<>();
    int start = Machine.ARRAY_LEAD + zeros;
    int shared = place(lifetimes.stream().filter(l -> !l.buffer.perThread()), start, byBuffer);
    int end = place(lifetimes.stream().filter(l -> l.buffer.perThread()), shared, byBuffer);
    Map<Buffer, Integer> offsets = new LinkedHashMap<>();
    lifetimes.forEach(lifetime -> offsets.put(lifetime.buffer, byBuffer.get(lifetime.buffer)));
    return new Arena(zeros, offsets, shared, end - shared, peakStep(lifetimes, steps.size()));
  }

  /** Floats of the array for an inference on one thread. */
  public int length() {
    return shared + perThread;
  }

  /** Places buffers from a start on, and returns the end. */
  private static int place(Stream<Lifetime> some, int start, Map<Buffer, Integer> offsets) {
    List<Placed> placed = new ArrayList<>();
    some.sorted(Comparator.comparingInt(Lifetime::length).reversed())
        .forEach(
            lifetime -> {
              placed.add(new Placed(lifetime, lowestGap(start, lifetime, placed)));
              placed.sort(Comparator.comparingInt(Placed::offset));
            });
    placed.forEach(p -> offsets.put(p.lifetime.buffer, p.offset));
    return placed.stream().mapToInt(Placed::end).max().orElse(start);
  }

  private static int lowestGap(int start, Lifetime lifetime, List<Placed> byOffset) {
    int offset = start;
    for (Placed other : byOffset) {
      boolean overlaps = offset + (long) lifetime.length() > other.offset && other.end() > offset;
      if (overlaps && other.lifetime.meets(lifetime)) {
        offset = other.end();
      }
    }
    return offset;
  }

  private static List<Lifetime> lifetimes(List<List<Buffer>> steps) {
    Map<Buffer, Integer> first = new LinkedHashMap<>();
    Map<Buffer, Integer> last = new LinkedHashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      for (Buffer buffer : steps.get(step)) {
        first.putIfAbsent(buffer, step);
        last.put(buffer, step);
      }
    }
    return first.entrySet().stream()
        .map(e -> new Lifetime(e.getKey(), e.getValue(), last.get(e.getKey())))
        .toList();
  }

  private static int peakStep(List<Lifetime> lifetimes, int steps) {
    int peak = 0;
    long most = -1;
    for (int step = 0; step < steps; step++) {
      int at = step;
      long used =
          lifetimes.stream()
              .filter(l -> l.first <= at && at <= l.last)
              .mapToLong(Lifetime::length)
              .sum();
      if (used > most) {
        most = used;
        peak = step;
      }
    }
    return peak;
  }
}
