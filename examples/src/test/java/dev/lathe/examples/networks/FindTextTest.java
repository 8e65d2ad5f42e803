package dev.lathe.examples.networks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text detector's report against the trained file, of which it is a copy. */
class FindTextTest {

  /** Height and width of the maps of the ONNX graph, by name. */
  private record Extent(int height, int width) {
    long pixels() {
      return (long) height * width;
    }
  }

  private final Map<String, Extent> maps = new HashMap<>();
  private final Map<String, List<Long>> constants = new HashMap<>();
  private final Map<String, List<Float>> scales = new HashMap<>();
  private long macs;
  private long params;

  @ParameterizedTest
  @CsvSource({
    "FindText, 736, 960",
    "FindTextSmall, 384, 384",
    "FindTextTall, 960, 736",
    "FindTextWide, 384, 960"
  })
  void costsAreThoseOfTheFile(String name, int height, int width) throws IOException {
    maps.put("x", new Extent(height, width));
    try (InputStream onnx =
        FindTextTest.class.getResourceAsStream("/models/ch_PP-OCRv3_det_infer.onnx")) {
      ModelProto.parseFrom(onnx).getGraph().getNodeList().forEach(this::count);
    }
    String resource = "/META-INF/lathe/dev.lathe.examples.networks." + name + ".json";
    try (InputStream in = FindTextTest.class.getResourceAsStream(resource)) {
      JsonObject totals =
          JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .getAsJsonObject()
              .getAsJsonObject("totals");
      assertThat(totals.get("macs").getAsLong()).isEqualTo(macs);
      assertThat(totals.get("params").getAsLong()).isEqualTo(params);
    }
  }

  private void count(NodeProto node) {
    String output = node.getOutput(0);
    switch (node.getOpType()) {
      case "Constant" -> constant(output, node.getAttribute(0));
      case "Conv" -> {
        Extent from = maps.get(node.getInput(0));
        Extent to = new Extent(convolved(node, 0, from.height()), convolved(node, 1, from.width()));
        maps.put(output, to);
        weigh(node, to);
      }
      case "ConvTranspose" -> {
        Extent from = maps.get(node.getInput(0));
        maps.put(output, new Extent(2 * from.height(), 2 * from.width()));
        weigh(node, from);
      }
      case "GlobalAveragePool" -> maps.put(output, new Extent(1, 1));
      case "Resize" -> {
        Extent from = maps.get(node.getInput(0));
        int scale = scales.get(node.getInput(2)).getLast().intValue();
        maps.put(output, new Extent(from.height() * scale, from.width() * scale));
      }
      case "BatchNormalization" -> {
        params += elements(node.getInput(1)) + elements(node.getInput(2));
        maps.put(output, maps.get(node.getInput(0)));
      }
      case "Reshape" -> params += elements(node.getInput(0)); // a bias, to be added
      default ->
          node.getInputList().stream()
              .filter(maps::containsKey)
              .map(maps::get)
              .max((a, b) -> Long.compare(a.pixels(), b.pixels()))
              .ifPresent(extent -> maps.put(output, extent));
    }
  }

  /** A weight of a window applies at each pixel of the larger stride's map. */
  private void weigh(NodeProto node, Extent windows) {
    long weights = elements(node.getInput(1));
    params += weights;
    macs += weights * windows.pixels();
  }

  private static int convolved(NodeProto node, int axis, int extent) {
    List<Long> pads = attribute(node, "pads");
    long inside =
        extent + pads.get(axis) + pads.get(axis + 2) - attribute(node, "kernel_shape").get(axis);
    return (int) (inside / attribute(node, "strides").get(axis) + 1);
  }

  private static List<Long> attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getIntsList();
  }

  private void constant(String name, AttributeProto attribute) {
    constants.put(name, attribute.getT().getDimsList());
    scales.put(name, attribute.getT().getFloatDataList());
  }

  private long elements(String constant) {
    return constants.get(constant).stream().reduce(1L, Math::multiplyExact);
  }
}
