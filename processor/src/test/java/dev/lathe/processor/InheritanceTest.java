package dev.lathe.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.lathe.Layer;
import dev.lathe.annotation.Storage;
import dev.lathe.image.Preprocessing;
import dev.lathe.processor.shape.ShapedLayer;
import dev.lathe.processor.shape.ShapedNetwork;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a variant takes from the interfaces that it extends. */
class InheritanceTest {

  private static final String BASE =
      """
      @Network(height = 16, width = 32, batchNormEpsilon = 1e-3, padding = Padding.SAME_UPPER)
      interface Base extends Model {
        @Conv(out = 32, kernel = 3, stride = 2, activation = RELU) Layer stem();
        @MBConv(t = 6, out = 64, repeat = 2) Layer blocks();
        @Dense(out = 10) Layer classifier();
      }
      """;

  private static List<String> layerNames(ShapedNetwork network) {
    return network.layers().stream().map(ShapedLayer::layer).map(Layer::name).toList();
  }

  private static String shape(ShapedNetwork network, String node) {
    return network.graph().nodes().stream()
        .filter(it -> it.name().equals(node))
        .map(it -> it.output().toString())
        .collect(Collectors.joining());
  }

  @Test
  void knobsAreInheritedOneByOne() {
    Map<String, ShapedNetwork> networks =
        ShapedNetworks.of(
            Javac.source(
                "Base",
                BASE
                    + """
                    @Network(alpha = 0.5, denseWeights = Storage.HALF)
                    interface Half extends Base {}
                    @Network(height = 32, rho = 0.5, depth = 1.5, padding = Padding.VALID)
                    interface Small extends Half {}
                    @Network(alpha = 1, batchNormEpsilon = 1e-5, denseWeights = Storage.SINGLE)
                    interface Whole extends Half {}
                    """));
    var half = networks.get("Half").declaration().knobs();
    assertThat(half.batchNormEpsilon()).isEqualTo(1e-3);
    assertThat(half.padding()).isEqualTo(new dev.lathe.graph.Padding.SameUpper());
    assertThat(shape(networks.get("Half"), "stem")).isEqualTo("8x16x16");
    assertThat(shape(networks.get("Half"), "blocks.0.expand")).isEqualTo("8x16x96");
    assertThat(shape(networks.get("Small"), "input")).isEqualTo("16x16x3");
    assertThat(shape(networks.get("Small"), "stem")).isEqualTo("7x7x16");
    assertThat(shape(networks.get("Small"), "blocks.2.project")).isEqualTo("1x1x32");
    assertThat(shape(networks.get("Whole"), "stem")).isEqualTo("8x16x32");
    assertThat(networks.get("Whole").declaration().knobs().batchNormEpsilon()).isEqualTo(1e-5);
    assertThat(networks.values().stream().map(it -> it.declaration().knobs().denseWeights()))
        .containsExactly(Storage.SINGLE, Storage.HALF, Storage.HALF, Storage.SINGLE);
  }

  @Test
  void layersAreReplacedInPlaceAndAppended() {
    ShapedNetwork variant =
        ShapedNetworks.of(
                Javac.source(
                    "Base",
                    BASE
                        + """
                        @Network interface Variant extends Base {
                          @Softmax Layer probabilities();
                          @Override @Pointwise(out = 24) Layer blocks();
                        }
                        """))
            .get("Variant");
    assertThat(layerNames(variant))
        .containsExactly("stem", "blocks", "classifier", "probabilities");
    assertThat(shape(variant, "blocks")).isEqualTo("8x16x24");
  }

  @Test
  void preprocessingIsInheritedAsAWhole() {
    Map<String, ShapedNetwork> networks =
        ShapedNetworks.of(
            Javac.source(
                "Base",
                """
                @Network(height = 8, width = 8) @Preprocess(resize = 16, crop = 8, mean = 0.5)
                interface Base extends Model { @Softmax Layer a(); }
                @Network(alpha = 0.5) interface Same extends Base {}
                @Network(alpha = 0.5) @Preprocess(std = 1) interface Other extends Base {}
                @Network(height = 8, width = 8) interface None extends Model { @Softmax Layer a(); }
                """));
    assertThat(networks.get("Same").declaration().preprocessing())
        .isEqualTo(networks.get("Base").declaration().preprocessing())
        .get()
        .extracting(Preprocessing::resize, Preprocessing::crop, Preprocessing::mean)
        .containsExactly(List.of(16), List.of(8), List.of(0.5));
    assertThat(networks.get("Other").declaration().preprocessing())
        .get()
        .extracting(Preprocessing::resize, Preprocessing::mean, Preprocessing::std)
        .containsExactly(List.of(), List.of(0.485, 0.456, 0.406), List.of(1.0));
    assertThat(networks.get("None").declaration().preprocessing()).isEmpty();
  }

  @Test
  void plainSuperInterfacesBringLayersInTheOrderOfTheExtendsClause() {
    ShapedNetwork network =
        ShapedNetworks.of(
                Javac.source(
                    "Net",
                    """
                    interface Trunk { @Conv(out = 8, kernel = 3) Layer trunk(); }
                    interface Left extends Trunk { @Conv(out = 8, kernel = 3) Layer left(); }
                    interface Right extends Trunk { @Conv(out = 8, kernel = 3) Layer right(); }
                    @Network(height = 8, width = 8) interface Net extends Model, Left, Right {
                      @Softmax Layer own();
                    }
                    """))
            .get("Net");
    assertThat(layerNames(network)).containsExactly("trunk", "left", "right", "own");
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void layersOfAJarKeepTheirOrder(int release, @TempDir Path folder) throws IOException {
    List<String> names =
        IntStream.range(0, 30)
            .mapToObj(i -> "layer" + Integer.toString(i * 7919 % 1009, 36))
            .collect(Collectors.toList());
    Collections.shuffle(names, new Random(release));
    String layers =
        names.stream()
            .map(name -> "@Conv(out = 8, kernel = {3, 1}, activation = RELU) Layer " + name + "();")
            .collect(Collectors.joining("\n"));
    Path jar =
        jar(
            folder,
            release,
            Javac.source(
                "Base",
                "@Network(height = 8, width = 8) public interface Base extends Model {\n"
                    + layers
                    + "@MBConv(t = 2, out = 8, se = @SE(r = 4, gate = HARD_SIGMOID)) Layer last();"
                    + "}"));
    Compilation variant =
        compiler(jar)
            .withProcessors(new NetworkProcessor())
            .compile(
                Javac.source(
                    "Variant", "@Network(height = 16) public interface Variant extends Base {}"));
    assertThat(variant.errors()).isEmpty();
    List<String> order =
        Javac.report(variant, "Variant.txt")
            .lines()
            .dropWhile(line -> !line.equals("Layers"))
            .takeWhile(line -> !line.equals("Ops"))
            .map(line -> line.replaceFirst(" .*", ""))
            .filter(name -> name.startsWith("la") && !name.equals("layer"))
            .toList();
    assertThat(order).hasSize(31).startsWith(names.toArray(String[]::new)).endsWith("last");
    assertThat(Javac.report(variant, "Variant.txt"))
        .contains("16x8x8")
        .contains("dense + hard-sigmoid");
  }

  @Test
  void aJarsProblemIsAtTheVariant(@TempDir Path folder) throws IOException {
    Path jar =
        jar(
            folder,
            21,
            Javac.source(
                "Body",
                "public interface Body extends Model { @Conv(out = 9, kernel = 3, groups = 2)"
                    + " Layer grouped(); }"));
    Compilation variant =
        compiler(jar)
            .withProcessors(new NetworkProcessor())
            .compile(
                Javac.source(
                    "Net", "\n\n  @Network(height = 8, width = 8) interface Net extends Body {}"));
    assertThat(variant.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(null)).startsWith("[Groups] \"grouped\" maps 3 channels");
              assertThat(error.getLineNumber()).isEqualTo(3);
              assertThat(error.getColumnNumber()).isEqualTo(3);
            });
  }

  @Test
  void aBlockComesFromAJar(@TempDir Path folder) throws IOException {
    Path jar =
        jar(
            folder,
            21,
            Javac.source(
                "Pair",
                """
                @Block public @interface Pair {
                  int out();
                  int groups() default 1;
                  int OUT = Parameter.A, GROUPS = Parameter.B;
                  interface Layers {
                    @Pointwise(out = OUT, groups = GROUPS) Layer second();
                    @Conv(out = OUT, kernel = 3) Layer first();
                    @From("second") @Add("first") Layer again();
                  }
                }
                """));
    Compilation net =
        compiler(jar)
            .withProcessors(new NetworkProcessor())
            .compile(
                Javac.source(
                    "Net",
                    "@Network(height = 8, width = 8) interface Net extends Model {"
                        + " @Pair(out = 6) Layer pair(); }"));
    assertThat(net.errors()).isEmpty();
    assertThat(Javac.report(net, "Net.txt").lines().map(line -> line.split(" ", 2)[0]))
        .containsSubsequence("pair.second", "pair.first", "pair.again");
    Compilation wrong =
        compiler(jar)
            .withProcessors(new NetworkProcessor())
            .compile(
                Javac.source(
                    "Net",
                    "\n@Network(height = 8, width = 8) interface Net extends Model {\n"
                        + "  @Pair(out = 6, groups = 2) Layer pair(); }"));
    assertThat(wrong.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getMessage(null)).startsWith("[Groups] \"pair.second\" maps 3");
              assertThat(error.getLineNumber()).isEqualTo(3);
              assertThat(error.getColumnNumber()).isEqualTo(27);
            });
  }

  private static Compiler compiler(Path... jars) {
    List<File> path =
        Stream.concat(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(File::new),
                Stream.of(jars).map(Path::toFile))
            .toList();
    return Compiler.javac()
        .withClasspath(ImmutableList.copyOf(path))
        .withOptions("--add-modules", "jdk.incubator.vector");
  }

  /** A jar of classes that were compiled for a release, without Lathe's processor. */
  private static Path jar(Path folder, int release, JavaFileObject source) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withOptions("-proc:none", "--release", Integer.toString(release))
            .compile(source);
    assertThat(compilation.errors()).isEmpty();
    Path jar = folder.resolve("base.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (JavaFileObject file : compilation.generatedFiles()) {
        out.putNextEntry(new JarEntry(Path.of(file.getName()).getFileName().toString()));
        try (InputStream in = file.openInputStream()) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
    assertThat(new String(Files.readAllBytes(jar), UTF_8)).contains(".class");
    return jar;
  }
}
