package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** How the processor lives with javac. */
class NetworkProcessorTest {

  private static final String NET =
      """
      @Network(height = 8, width = 8) interface Net extends Model {
        @Conv(out = 8, kernel = 3, activation = RELU) Layer stem();
        @MBConv(t = 6, out = 16, repeat = 2, se = @SE(r = 4)) Layer blocks();
        @Dense(out = 10) Layer classifier();
      }
      """;

  /** Writes a class in the first round, as another processor of the build would. */
  @SupportedAnnotationTypes("*")
  private static final class Writing extends AbstractProcessor {
    private final String name;
    private final String text;
    private boolean done;

    Writing(String name, String text) {
      this.name = name;
      this.text = text;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          writer.write(text);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  private static Compilation compile(Writing other, String net) {
    return Compiler.javac()
        .withProcessors(new NetworkProcessor(), other)
        .withOptions("--add-modules", "jdk.incubator.vector")
        .compile(Javac.source("Net", net));
  }

  private static List<String> errors(Compilation compilation) {
    return compilation.errors().stream().map(it -> it.getMessage(null)).toList();
  }

  @Test
  void typesAndConstantsMayComeFromALaterRound() {
    Compilation compilation =
        compile(
            new Writing(
                "Body",
                "interface Body { int OUT = 5;"
                    + " @dev.lathe.annotation.Pointwise(out = 7) dev.lathe.Layer inherited(); }"),
            "@Network(height = 8, width = 8) interface Net extends Body, Model {"
                + " @Pointwise(out = Body.OUT) Layer own(); }");
    assertThat(compilation).succeeded();
    assertThat(Javac.report(compilation, "Net.txt")).contains("inherited").contains("8x8x5");
  }

  @Test
  void aTypeThatNeverComesIsAnError() {
    Compilation compilation =
        Javac.compile(Javac.source("Net", NET.replace("Model", "Model, Missing")));
    assertThat(errors(compilation))
        .anyMatch(error -> error.contains("cannot find symbol"))
        .anyMatch(error -> error.startsWith("[Unreadable] Net names a type or constant that is"));
  }

  @Test
  void aCompilationWithoutTheVectorModuleIsOneError() {
    Compilation compilation =
        Compiler.javac().withProcessors(new NetworkProcessor()).compile(Javac.source("Net", NET));
    assertThat(errors(compilation))
        .containsExactly(
            "[VectorModule] Net's kernels need the module jdk.incubator.vector; compile with"
                + " --add-modules jdk.incubator.vector");
  }

  @Test
  void valuesThatJavacRejectsAreLeftToJavac() {
    Compilation compilation =
        Javac.compile(Javac.source("Net", NET.replace("out = 8", "out = \"8\"")));
    assertThat(errors(compilation)).singleElement().asString().contains("incompatible types");
  }

  @Test
  void interfacesThatExtendEachOtherAreLeftToJavac() {
    Compilation compilation =
        Javac.compile(
            Javac.source(
                "Net",
                "@Network(height = 8, width = 8) interface Net extends Trip, Model {}"
                    + " @Network interface Trip extends Net {}"));
    assertThat(errors(compilation))
        .anyMatch(error -> error.contains("cyclic inheritance"))
        .noneMatch(error -> error.startsWith("["));
  }

  @Test
  void anUnexpectedExceptionNamesTheLayerAndSparesTheOthers() {
    Compilation compilation =
        Javac.compile(
            JavaFileObjects.forSourceString(
                "dev.lathe.annotation.Skip",
                "package dev.lathe.annotation; public enum Skip { AUTO, NEVER, ALWAYS, DREAM }"),
            Javac.source("Net", NET.replace("t = 6,", "t = 6, skip = Skip.DREAM,")),
            Javac.source("Other", NET.replace("interface Net", "interface Other")));
    assertThat(errors(compilation))
        .singleElement()
        .asString()
        .startsWith(
            "[InternalError] Net, layer \"blocks\": internal error, please report:"
                + " java.lang.IllegalArgumentException: No enum constant"
                + " dev.lathe.annotation.Skip.DREAM at dev.lathe.processor.declare.");
    assertThat(compilation).hadNoteContaining("Other: ");
  }

  @Test
  void aGeneratedClassThatExistsIsAnError() {
    Compilation compilation =
        Javac.compile(
            Javac.source("Net", NET), Javac.source("LatheNet", "public class LatheNet {}"));
    assertThat(errors(compilation)).hasSize(1);
    assertThat(compilation)
        .hadErrorContaining(
            "[Output] Net's files cannot be written: Attempt to recreate a file for type LatheNet");
  }

  @Test
  void theSameSourceGivesTheSameBytes() {
    assertThat(files(Javac.compile(Javac.source("Net", NET))))
        .isEqualTo(files(Javac.compile(Javac.source("Net", NET))))
        .hasSizeGreaterThan(3);
  }

  private static Map<String, Integer> files(Compilation compilation) {
    Map<String, Integer> files = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      try (InputStream in = file.openInputStream()) {
        files.put(file.getName(), Arrays.hashCode(in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  @Test
  void gradleKnowsThatTheProcessorIsIsolating() throws IOException {
    try (InputStream in =
        NetworkProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(in.readAllBytes(), UTF_8).strip())
          .isEqualTo("dev.lathe.processor.NetworkProcessor,isolating");
    }
  }
}
