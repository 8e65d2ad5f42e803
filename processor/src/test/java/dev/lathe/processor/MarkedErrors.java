package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;

/**
 * Errors expected at places of a source. In the sources each § marks the place of an expected
 * error, one § for each, in the order of the messages.
 */
final class MarkedErrors {

  private static final char MARK = '§';

  private record Place(long line, long column) {}

  private MarkedErrors() {}

  /** Declares a network of the given layers; its annotation is on the first line. */
  static String network(String layers) {
    return "@Network(height = 8, width = 8, channels = 4) interface Net extends Model {\n"
        + layers
        + "\n}";
  }

  /** Compiles and compares the errors, in any order. */
  static void assertErrors(String marked, String... messages) {
    List<Place> places = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int line = 1;
    int column = Javac.importColumns() + 1;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == MARK) {
        places.add(new Place(line, column));
        continue;
      }
      text.append(c);
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
    }
    Compilation compilation = Javac.compile(Javac.source("Net", text.toString()));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      expected.add(places.get(i) + " " + messages[i]);
    }
    assertThat(compilation.errors().stream().map(MarkedErrors::describe))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String describe(Diagnostic<?> error) {
    return new Place(error.getLineNumber(), error.getColumnNumber()) + " " + error.getMessage(null);
  }
}
