package dev.lathe.runtime;

/** Learned numbers, outermost dimension first, which may be in a file until they are asked for. */
public interface Values {

  /** How many they are. */
  int length();

  /**
   * All of them, in an array that is not to be written to.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read any more
   */
  float[] all();

  /**
   * Copies some.
   *
   * @param from the first
   * @param to receives {@code count} of them from its start on
   * @throws java.io.UncheckedIOException if a file cannot be read any more
   */
  void copy(int from, int count, float[] to);

  /** Numbers in memory, which are not copied. */
  static Values of(float[] values) {
    return new Values() {
      @Override
      public int length() {
        return values.length;
      }

      @Override
      public float[] all() {
        return values;
      }

      @Override
      public void copy(int from, int count, float[] to) {
        System.arraycopy(values, from, to, 0, count);
      }
    };
  }
}
