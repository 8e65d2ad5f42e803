package dev.lathe.processor.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A report to write.
 *
 * @param path below the class output
 * @param text its content
 */
public record ReportFile(String path, String text) {

  private static final String FOLDER = "META-INF/lathe/";

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(new TypeToken<List<Integer>>() {}.getType(), new ShapeAdapter())
          .create();

  /** The report for machines and the one for people. */
  public static List<ReportFile> of(NetworkReport report) {
    return List.of(
        new ReportFile(FOLDER + report.network() + ".json", GSON.toJson(report) + "\n"),
        new ReportFile(textPath(report), ReportText.of(report)));
  }

  /** One line of totals, for the compiler to say. */
  public static String summary(NetworkReport report) {
    NetworkReport.Totals totals = report.totals();
    return String.format(
        Locale.ROOT,
        "%s: %,d MACs, %,d params, weights %s, arena %s; report %s",
        report.network().substring(report.network().lastIndexOf('.') + 1),
        totals.macs(),
        totals.params(),
        Figures.bytes(totals.weightBytes()),
        Figures.bytes(totals.arenaBytes()),
        textPath(report));
  }

  private static String textPath(NetworkReport report) {
    return FOLDER + report.network() + ".txt";
  }

  /** Writes a shape on one line. */
  private static final class ShapeAdapter extends TypeAdapter<List<Integer>> {
    @Override
    public void write(JsonWriter writer, List<Integer> shape) throws IOException {
      writer.jsonValue(shape.toString());
    }

    @Override
    public List<Integer> read(JsonReader reader) {
      throw new UnsupportedOperationException("reports are only written");
    }
  }
}
