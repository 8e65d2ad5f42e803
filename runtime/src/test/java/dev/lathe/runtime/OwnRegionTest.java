package dev.lathe.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnRegionTest {

  /** As {@code java -XX:+PrintFlagsFinal -Xmx…} prints G1HeapRegionSize. */
  @ParameterizedTest
  @CsvSource({"64, 1", "2048, 1", "3072, 2", "4096, 2", "6144, 4", "16384, 8", "131072, 32"})
  void regionsAreAsLargeAsThoseOfG1(long heapMegabytes, int regionMegabytes) {
    assertEquals(regionMegabytes << 20, 2 * 4 * OwnRegion.halfRegion(heapMegabytes << 20));
  }

  @Test
  void smallArraysAreLargerThanHalfARegionOfThisProcess() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    assumeTrue(Boolean.parseBoolean(options.getVMOption("UseG1GC").getValue()));
    long region = Long.parseLong(options.getVMOption("G1HeapRegionSize").getValue());

    int length = OwnRegion.zeros(1).length;

    assertTrue(16 + 4L * length > region / 2, length + " floats in regions of " + region);
  }

  @Test
  void largeArraysAreAsLongAsAsked() {
    int length = 5_000_000;

    assertEquals(length, OwnRegion.zeros(length).length);
  }
}
