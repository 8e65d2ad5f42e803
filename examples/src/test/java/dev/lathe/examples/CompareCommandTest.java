package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CompareCommandTest extends CommandLineTest {

  private KnownNetworks networks = Networks.ALL;

  @Override
  CommandLine commandLine() {
    return Main.commandLine(Networks.TEXT_DIRECTION, Networks.FIND_TEXT, networks);
  }

  @Test
  void networksAreComparedWithTheFirst() {
    int code = run("compare", "MobileNetV2", "resnet50", "Vgg16");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(2)).startsWith("MobileNetV2").containsPattern("300,774,272 +1.00x");
    assertThat(lines.get(3))
        .startsWith("ResNet50")
        .containsPattern("224x224x3 +4,089,184,256 +13.60x +25,557,032 +7.29x");
    assertThat(lines.get(4)).containsPattern("15,470,264,320 +51.43x +138,357,544 +39.48x .*MiB");
  }

  @Test
  void comparingNeedsTwoNetworksAndTheirFigures() {
    assertUsage("requires at least 2 values", "compare", "MobileNetV2");
    assertUsage("[UnknownNetwork]", "compare", "MobileNetV2", "ResNet");
    KnownNetwork odd = new KnownNetwork(MainTest.Reported.class, weights -> FixedModel.logits());
    networks = new KnownNetworks(List.of(odd));
    assertThat(run("compare", "Reported", "Reported")).isEqualTo(1);
    assertThat(err.toString()).startsWith("[ReportForm]").doesNotContain("\tat ");
  }
}
