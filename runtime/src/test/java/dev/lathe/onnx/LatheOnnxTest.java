package dev.lathe.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lathe.Shape;
import dev.lathe.annotation.Activation;
import dev.lathe.graph.Graph;
import dev.lathe.oracle.GraphBuilder;
import dev.lathe.oracle.SeededWeights;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exporter writes; that it means the right thing is {@code OracleTest}'s concern. */
class LatheOnnxTest {

  private static final Graph NETWORK =
      new GraphBuilder("com.example.Net", new Shape(4, 6, 3))
          .conv("output", 2, 3, 1, Activation.RELU) // a layer may be named as the graph's output is
          .conv("input2", 5, 1, 1, Activation.NONE)
          .build();

  @TempDir Path folder;

  @Test
  void inputAndOutputAreNamedAndShaped() throws IOException {
    Path file = folder.resolve("net.onnx");
    LatheOnnx.write(SeededWeights.bound(NETWORK, 1), file);
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(LatheOnnx.OPSET);
    assertThat(model.getGraph().getName()).isEqualTo("com.example.Net");
    assertThat(model.getGraph().getInput(0).getName()).isEqualTo("input");
    assertThat(model.getGraph().getInput(0).getType().getTensorType().getShape().getDimList())
        .extracting(extent -> extent.getDimValue())
        .containsExactly(1L, 3L, 4L, 6L);
    assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("output");
    assertThat(model.getGraph().getOutput(0).getType().getTensorType().getShape().getDimList())
        .extracting(extent -> extent.getDimValue())
        .containsExactly(1L, 5L, 4L, 6L);
  }

  @Test
  void tensorsHaveLathesNamesAndNormsStayApart() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LatheOnnx.write(SeededWeights.bound(NETWORK, 1), out);
    ModelProto model = ModelProto.parseFrom(out.toByteArray());
    assertThat(model.getGraph().getInitializerList())
        .extracting(TensorProto::getName)
        .containsExactlyElementsOf(SeededWeights.of(NETWORK, 1).keySet());
    assertThat(model.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly(
            "Conv", "BatchNormalization", "Relu", "Conv", "BatchNormalization", "Identity");
  }

  @Test
  void weightsThatAreMissingLeaveNoFile() {
    Path file = folder.resolve("net.onnx");
    assertThatThrownBy(() -> LatheOnnx.write(new Parameters(NETWORK, Map.of()), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output has no weights");
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutTheLibraryTheErrorSaysWhatToAdd() throws Exception {
    URL classes = LatheOnnx.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader bare =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> weights = bare.loadClass("dev.lathe.Weights");
      Method onnx = weights.getMethod("onnx", InputStream.class);
      assertMissing(onnx, (Object) new ByteArrayInputStream(new byte[0]));
      Path file = folder.resolve("net.onnx");
      LatheOnnx.write(SeededWeights.bound(NETWORK, 1), file);
      assertMissing(weights.getMethod("open", Path.class), file);
      Class<?> parameters = bare.loadClass("dev.lathe.runtime.Parameters");
      Method write =
          bare.loadClass("dev.lathe.onnx.LatheOnnx").getMethod("write", parameters, Path.class);
      assertMissing(write, null, file);
      // All that is not ONNX works without it.
      Object named = weights.getMethod("of", Map.class).invoke(null, Map.of());
      assertThat(named.getClass()).isSameAs(weights);
    }
  }

  private static void assertMissing(Method method, Object... arguments) {
    assertThatThrownBy(() -> method.invoke(null, arguments))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .hasMessageStartingWith("[OnnxLibrary] ")
        .hasMessageContaining("org.tribuo:tribuo-util-onnx")
        .hasMessageContaining("--add-modules");
  }
}
