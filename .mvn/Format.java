import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or rewrites the Java files of some modules: {@code Format check|write module...}. */
final class Format {
  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    List<Path> files = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      for (String sources : List.of("src/main/java", "src/test/java")) {
        Path folder = Path.of(args[i], sources);
        if (Files.isDirectory(folder)) {
          try (var found = Files.walk(folder)) {
            found.filter(f -> f.toString().endsWith(".java")).sorted().forEach(files::add);
          }
        }
      }
    }
    Formatter formatter = new Formatter();
    int bad = 0;
    for (Path file : files) {
      try {
        String source = Files.readString(file);
        String formatted = formatter.formatSourceAndFixImports(source);
        if (formatted.equals(source)) {
          continue;
        }
        if (write) {
          Files.writeString(file, formatted);
          System.out.println("formatted " + file);
        } else {
          System.err.println("not formatted: " + file.toAbsolutePath());
          bad++;
        }
      } catch (FormatterException e) {
        System.err.println("cannot format " + file.toAbsolutePath() + ": " + e.getMessage());
        bad++;
      }
    }
    if (bad > 0) {
      System.err.println(bad + " file(s) to format; run: mvn -N -Pformat process-sources");
      System.exit(1);
    }
  }
}
