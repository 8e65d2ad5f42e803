package dev.lathe.runtime;

/**
 * Whether generated kernels may keep their loads where they are written. HotSpot's second compiler
 * moves loads ahead until sums no longer fit into 16 registers, but not past a fence.
 */
public final class LoadOrder {

  private LoadOrder() {}

  /**
   * Whether a fence between loads is no instruction: on x86, where loads are in order anyway. Other
   * processors would wait for it.
   */
  public static boolean isFree() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> true;
      default -> false;
    };
  }
}
