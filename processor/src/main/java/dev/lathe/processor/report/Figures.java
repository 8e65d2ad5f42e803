package dev.lathe.processor.report;

import java.util.Locale;

/** How figures are written, whatever the locale of the compiler. */
final class Figures {

  private Figures() {}

  /** {@code "300,774,272"}. */
  static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code "6.7%"}. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
  }

  /** {@code "3.21x"}. */
  static String times(double factor) {
    return String.format(Locale.ROOT, "%.2fx", factor);
  }

  /** {@code "13.4 MiB"}, or KiB or bytes where that says more. */
  static String bytes(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " B";
    }
    return bytes >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
        : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
  }
}
