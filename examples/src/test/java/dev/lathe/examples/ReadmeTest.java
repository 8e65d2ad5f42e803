package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.examples.networks.FindText;
import dev.lathe.examples.networks.FindTextSmall;
import dev.lathe.examples.networks.FindTextTall;
import dev.lathe.examples.networks.FindTextWide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The README's figures of the examples are those of their reports. */
class ReadmeTest extends CommandLineTest {

  private String readme;

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
  }

  @Override
  CommandLine commandLine() {
    return Main.commandLine(Networks.TEXT_DIRECTION, Networks.FIND_TEXT, Networks.ALL);
  }

  @Test
  void showsWhatCompareSays() {
    String[] shown = readme.split("compare MobileNetV2 ResNet50 Vgg16\"\n", 2)[1].split("```", 2);
    run("compare", "MobileNetV2", "ResNet50", "Vgg16");
    assertThat(shown[0]).isEqualToNormalizingNewlines(out.toString());
  }

  @Test
  void showsWhatEachSizeOfFindTextCosts() throws IOException {
    List<String> rows = new ArrayList<>();
    for (var network :
        List.of(FindTextSmall.class, FindTextWide.class, FindText.class, FindTextTall.class)) {
      NetworkFigures figures =
          NetworkFigures.of(Networks.ALL.byName(network.getSimpleName(), commandLine()));
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %,.0f million | %s |",
              figures.name(),
              figures.input().replaceFirst("(\\d+)x(\\d+)x3", "$1×$2"),
              figures.costs().get("MACs").amount() / 1e6,
              figures.costs().get("arena").text()));
    }
    assertThat(readme.lines().filter(line -> line.startsWith("| `FindText")).toList())
        .isEqualTo(rows);
  }
}
