package dev.lathe.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one fresh process measured. All times are in milliseconds, those of events since the launch.
 *
 * @param entered when {@code main} began
 * @param loaded when the network was ready to run
 * @param first when the first result was there
 * @param firstInference how long the first inference took
 * @param nearSteady when an inference ended that was, with the four behind it, within 10% of steady
 * @param steady how long inferences take in the end
 * @param peakMiB the most memory that was resident; NaN where the system does not tell
 * @param output the first result, in the engine's layout
 */
@SuppressWarnings("ArrayRecordComponent") // written and read once
record ColdRun(
    double entered,
    double loaded,
    double first,
    double firstInference,
    double nearSteady,
    double steady,
    double peakMiB,
    float[] output) {

  /** Writes it for the process that launched this one. */
  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (double value :
          new double[] {
            entered, loaded, first, firstInference, nearSteady, steady, peakMiB, output.length
          }) {
        out.writeDouble(value);
      }
      for (float value : output) {
        out.writeFloat(value);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  static ColdRun read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      double[] values = new double[7];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
      float[] output = new float[(int) in.readDouble()];
      for (int i = 0; i < output.length; i++) {
        output[i] = in.readFloat();
      }
      return new ColdRun(
          values[0], values[1], values[2], values[3], values[4], values[5], values[6], output);
    }
  }
}
