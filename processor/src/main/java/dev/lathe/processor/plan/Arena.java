package dev.lathe.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each buffer lies in the one array that an inference works in. Buffers that are never needed
 * at the same step share their place.
 *
 * @param zeros floats, behind {@link Machine#ARRAY_LEAD}, that stay zero: the row beyond a map's
 *     border
 * @param offsets by buffer, in the order of first use
 * @param length floats of the array
 * @param peakStep the step at which most floats are in use
 */
public record Arena(int zeros, Map<Buffer, Integer> offsets, int length, int peakStep) {

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
    List<Lifetime> bySize = new ArrayList<>(lifetimes);
    bySize.sort(Comparator.comparingInt(Lifetime::length).reversed());
    List<Placed> placed = new ArrayList<>();
    for (Lifetime lifetime : bySize) {
      placed.add(new Placed(lifetime, lowestGap(Machine.ARRAY_LEAD + zeros, lifetime, placed)));
      placed.sort(Comparator.comparingInt(Placed::offset));
    }
    Map<Buffer, Integer> byBuffer = new HashMap<>();
    placed.forEach(p -> byBuffer.put(p.lifetime.buffer, p.offset));
    Map<Buffer, Integer> offsets = new LinkedHashMap<>();
    lifetimes.forEach(lifetime -> offsets.put(lifetime.buffer, byBuffer.get(lifetime.buffer)));
    int length = placed.stream().mapToInt(Placed::end).max().orElse(Machine.ARRAY_LEAD + zeros);
    return new Arena(zeros, offsets, length, peakStep(lifetimes, steps.size()));
  }

  private static int lowestGap(int zeros, Lifetime lifetime, List<Placed> byOffset) {
    int offset = zeros;
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
