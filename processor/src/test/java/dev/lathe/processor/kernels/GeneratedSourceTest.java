package dev.lathe.processor.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.ClassName;
import dev.lathe.Layer;
import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Op;
import dev.lathe.graph.Window.Extent;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.processor.emit.NetworkEmitter;
import dev.lathe.processor.emit.SourceFile;
import dev.lathe.processor.plan.KernelPlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private static List<SourceFile> generate() {
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
