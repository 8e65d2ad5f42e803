package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class PreprocessTest {

  @Test
  void theModelKnowsWhatItsInterfaceSays() {
    String generated =
        generated(
            "LatheNet",
            network(
                "@Preprocess(resize = {4, 8}, fit = Fit.PAD_RIGHT, mean = 0.5, std = {1, 2, 3},"
                    + " interpolation = Interpolation.OPENCV_LINEAR, order = ChannelOrder.BGR,"
                    + " range = 1)"));
    assertThat(generated)
        .contains(
            "new Preprocessing( List.of(4, 8), List.of(), Fit.PAD_RIGHT,"
                + " Interpolation.OPENCV_LINEAR, List.of(0.5), List.of(1.0, 2.0, 3.0),"
                + " ChannelOrder.BGR, 1.0)");
  }

  @Test
  void defaultsAreImageNets() {
    assertThat(generated("LatheNet", network("@Preprocess")))
        .contains(
            "new Preprocessing( List.of(), List.of(), Fit.STRETCH, Interpolation.BILINEAR,"
                + " List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225), ChannelOrder.RGB,"
                + " 255.0)");
  }

  @Test
  void nothingIsSaidWhereNothingIsDeclared() {
    assertThat(generated("LatheNet", network(""))).doesNotContain("preprocessing()");
  }

  private static JavaFileObject network(String preprocess) {
    return JavaFileObjects.forSourceLines(
        "Net",
        "import dev.lathe.*;",
        "import dev.lathe.annotation.*;",
        "@Network(height = 4, width = 8)",
        preprocess,
        "public interface Net extends Model {",
        "  @Conv(out = 8, kernel = 3) Layer stem();",
        "}");
  }

  private static String generated(String name, JavaFileObject... sources) {
    Compilation compilation = compile(sources);
    assertThat(compilation).succeeded();
    JavaFileObject file = compilation.generatedSourceFile(name).orElseThrow();
    try {
      return file.getCharContent(false).toString().replaceAll("\\s+", " ");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Compilation compile(JavaFileObject... sources) {
    return Compiler.javac()
        .withProcessors(new NetworkProcessor())
        .withOptions("--add-modules", "jdk.incubator.vector")
        .compile(sources);
  }
}
