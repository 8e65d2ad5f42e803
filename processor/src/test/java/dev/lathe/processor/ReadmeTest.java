package dev.lathe.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README's declarations compile, and what it says of them is so. */
class ReadmeTest {

  private String readme;

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Path.of("..", "README.md"));
  }

  /** The blocks of code of a language in a section. */
  private List<String> code(String heading, String language) {
    String section = readme.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    return Arrays.stream(section.split("```" + language + "\n"))
        .skip(1)
        .map(block -> block.substring(0, block.indexOf("```")))
        .toList();
  }

  private static JavaFileObject source(String name, String declaration) {
    return JavaFileObjects.forSourceString(
        "com.acme." + name,
        "package com.acme; import static dev.lathe.annotation.Activation.*;"
            + " import static dev.lathe.annotation.Skip.*; import dev.lathe.*;"
            + " import dev.lathe.annotation.*;\n"
            + declaration);
  }

  private static JavaFileObject network(String layers) {
    return source(
        "Net",
        "@Network(height = 64, width = 64) interface Net extends Model {\n" + layers + "}\n");
  }

  private String digits() {
    return code("A network in ten lines", "java").getFirst();
  }

  @Test
  void digitsHasTheReportThatIsShown() {
    Compilation compilation = Javac.compile(source("Digits", digits()));
    assertThat(compilation).succeeded();
    String report = Javac.report(compilation, "com.acme.Digits.txt").split("\nOps\n", 2)[0].strip();
    assertThat(code("Reading the report", "text").getFirst().strip()).isEqualTo(report);
  }

  @Test
  void aLowerBudgetIsBrokenAsShown() {
    String cheap = digits().replace("macs = 1_200_000", "macs = 1_000_000");
    String shown = code("Setting a budget", "text").getFirst().strip();
    assertThat(Javac.compile(source("Digits", cheap)))
        .hadErrorContaining(shown.substring(shown.indexOf("[BudgetMacs]")));
  }

  @Test
  void variantsBranchesAndBlocksCompile() {
    String variant = code("A network in ten lines", "java").getLast();
    assertThat(Javac.compile(source("Digits", digits()), source("HalfDigits", variant)))
        .succeeded();
    assertThat(Javac.compile(network(code("Branches", "java").getFirst()))).succeeded();
    List<String> blocks = code("Blocks of your own", "java");
    assertThat(Javac.compile(source("Bottleneck", blocks.get(0)), network(blocks.get(1))))
        .succeeded();
  }
}
