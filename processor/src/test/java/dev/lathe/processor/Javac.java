package dev.lathe.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Compiles declarations of networks inside a test. */
public final class Javac {

  private static final String IMPORTS =
      "import static dev.lathe.annotation.Activation.*; import dev.lathe.*;"
          + " import dev.lathe.annotation.*; ";

  private Javac() {}

  /** A source file of the unnamed package that sees all of Lathe's names, on its own lines. */
  public static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString(name, IMPORTS + text);
  }

  /** How many columns {@link #source} puts in front of the first line. */
  public static int importColumns() {
    return IMPORTS.length();
  }

  /** A compilation with a processor. */
  public static Compilation compile(Processor processor, JavaFileObject... sources) {
    return Compiler.javac()
        .withProcessors(processor)
        .withOptions("--add-modules", "jdk.incubator.vector")
        .compile(sources);
  }

  /** A compilation with Lathe's processor. */
  public static Compilation compile(JavaFileObject... sources) {
    return compile(new NetworkProcessor(), sources);
  }

  /** A file that a compilation put into {@code META-INF/lathe}. */
  public static String report(Compilation compilation, String file) {
    JavaFileObject report =
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/lathe/" + file)
            .orElseThrow(() -> new AssertionError(file + " is missing: " + compilation.errors()));
    try {
      return report.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
