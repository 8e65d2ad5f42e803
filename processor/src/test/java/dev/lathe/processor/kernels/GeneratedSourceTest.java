package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.ClassName;
import dev.lathe.Layer;
import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.annotation.Storage;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Padding;
import dev.lathe.graph.Role;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Window;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.processor.emit.NetworkEmitter;
import dev.lathe.processor.emit.SourceFile;
import dev.lathe.processor.plan.KernelPlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The generated source as exact text. {@code mvn verify -Dlathe.goldens=rewrite} writes what is
 * generated now over the expectations in src/test/resources/golden; read the difference before you
 * commit it.
 */
class GeneratedSourceTest {

  private static final Path GOLDENS = Path.of("src/test/resources/golden");

  /** A stem that feeds a ring, a bottleneck with squeeze-excite, a pool and a dense layer. */
  private static final Graph GRAPH =
      new GraphBuilder("com.acme.Tiny", new Shape(96, 96, 3))
          .conv("stem", 24, 3, 1, Activation.RELU6)
          .mbconv(
              "stage1.0",
              24,
              20,
              3,
              Extent.square(1),
              Activation.RELU6,
              0,
              new Op.Activate(Activation.HARD_SIGMOID))
          .mbconv(
              "stage2.0",
              40,
              20,
              5,
              Extent.square(2),
              Activation.SILU,
              5,
              new Op.Activate(Activation.SIGMOID))
          .globalAveragePool("pool")
          .dense("classifier", 10)
          .build();

  /** Two inputs that meet behind a resize and a transposed convolution, and two outputs. */
  private static final Graph MAPS =
      new GraphBuilder("com.acme.Maps", new Shape(6, 5, 8))
          .add(
              "up",
              new TransposedConvolution(
                  8,
                  12,
                  1,
                  Window.square(2, 2, Padding.none()),
                  Extent.square(0),
                  true,
                  Optional.empty()))
          .add("up.activation", new Op.Activate(Activation.GELU))
          .output("up")
          .input("coarse", new Shape(3, 3, 4))
          .add("resize", new Upsample(Upsample.Mode.BILINEAR, new Upsample.Target.Size(12, 10)))
          .add("join", Role.MAIN, new Concat(), 2, 4)
          .add("prelu", new PRelu(16, false))
          .add("mask", new ChannelPool(Op.Pool.Kind.MAX))
          .add("masked", Role.MAIN, new Multiply(), 6, 7)
          .output("masked")
          .build();

  /** The end of a residual bottleneck and the beginning of the next, over a map of many pixels. */
  private static final Graph RESIDUAL = residual();

  private static Graph residual() {
    GraphBuilder graph = new GraphBuilder("com.acme.Residual", new Shape(57, 56, 8));
    graph.conv("stem", 64, 3, 1, Activation.RELU);
    int skipped = graph.last();
    graph.conv("filter", 32, 3, 1, Activation.RELU).padding(Padding.none());
    graph.conv("widen", 64, 1, 1, Activation.NONE);
    graph.add("sum", Role.MAIN, new Op.Add(), skipped, graph.last());
    graph.add("behind", new Op.Activate(Activation.RELU));
    return graph.conv("reduce", 16, 1, 1, Activation.RELU).build();
  }

  /** Windows by tiles, by the leaf for any stride and by the one for theirs. */
  private static final Graph WINDOWS =
      new GraphBuilder("com.acme.Windows", new Shape(17, 17, 16))
          .conv("down", 48, 3, 2, Activation.RELU)
          .build();

  /** A dense layer whose weights are halves. */
  private static final Graph HALF =
      new GraphBuilder("com.acme.Half", new Shape(1, 1, 21))
          .dense("classifier", 10)
          .add("classifier.activation", new Op.Activate(Activation.SIGMOID))
          .build();

  private static List<SourceFile> generate() {
    List<SourceFile> files = new ArrayList<>(generateTiny());
    files.addAll(generate("Maps", MAPS, KernelPlans.of(MAPS)));
    files.addAll(generate("Residual", RESIDUAL, KernelPlans.of(RESIDUAL)));
    files.addAll(generate("Windows", WINDOWS, KernelPlans.of(WINDOWS)));
    files.addAll(generate("Half", HALF, KernelPlans.of(HALF, Storage.HALF)));
    return files;
  }

  private static List<SourceFile> generate(String name, Graph graph, KernelPlans plans) {
    return NetworkEmitter.emit(
        ClassName.get("com.acme", name),
        ClassName.get("com.acme", "Lathe" + name),
        graph,
        List.of(),
        plans);
  }

  private static List<SourceFile> generateTiny() {
    Shape in = GRAPH.inputShape();
    List<Layer> layers =
        List.of(new Layer("stem", "Conv", in, in.withChannels(24), 2_654_208, 696));
    return NetworkEmitter.emit(
        ClassName.get("com.acme", "Tiny"),
        ClassName.get("com.acme", "LatheTiny"),
        GRAPH,
        layers,
        KernelPlans.of(GRAPH));
  }

  @TestFactory
  List<DynamicTest> equalsTheExpectation() {
    return generate().stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> compare(file)))
        .toList();
  }

  private static void compare(SourceFile file) throws IOException {
    Path golden = GOLDENS.resolve(file.name().replace("com.acme.", "") + ".java.txt");
    if ("rewrite".equals(System.getProperty("lathe.goldens"))) {
      Files.createDirectories(GOLDENS);
      Files.writeString(golden, file.text());
    }
    assertTrue(Files.exists(golden), golden + " is missing; run with -Dlathe.goldens=rewrite");
    assertEquals(Files.readString(golden), file.text());
  }

  @Test
  void isTheSameEveryTime() {
    assertEquals(generate(), generate());
  }

  @Test
  void mentionsNoTimeAndNoPath() {
    for (SourceFile file : generate()) {
      assertTrue(!file.text().contains(System.getProperty("user.dir")), file.name());
      assertTrue(!file.text().matches("(?s).*\\b20\\d\\d-\\d\\d-.*"), file.name());
    }
  }
}
