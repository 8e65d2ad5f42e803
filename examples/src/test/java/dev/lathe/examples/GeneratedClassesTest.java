package dev.lathe.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.Model;
import dev.lathe.oracle.BytecodeBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The class files that the processor made of the examples' networks. */
class GeneratedClassesTest {

  /** What an application grows by with Lathe and one network, in bytes of its jars. */
  private static final long MOST_JAR_BYTES = 1_000_000;

  @TestFactory
  List<DynamicTest> noMethodIsTooLongForTheJit() {
    return Networks.ALL.all().stream()
        .map(
            network ->
                DynamicTest.dynamicTest(
                    network.name(), () -> BytecodeBudget.check(generated(network))))
        .toList();
  }

  /** The warm-up makes thousands of such calls before the leaf is compiled. */
  @TestFactory
  List<DynamicTest> aLeafWithoutTilesRunsNoVectorOperation() {
    return Networks.ALL.all().stream()
        .map(
            network ->
                DynamicTest.dynamicTest(
                    network.name(),
                    () -> {
                      Map<String, byte[]> classes = generated(network);
                      classes.remove("Lathe" + network.declaration().getSimpleName());
                      classes.forEach(
                          (name, bytes) ->
                              assertThat(vectorsBeforeALoop(ClassFile.of().parse(bytes)))
                                  .as("vector operations that %s runs before a loop", name)
                                  .isEmpty());
                    }))
        .toList();
  }

  /** Of the methods that the warm-up calls: calls of the Vector API before the first branch. */
  private static List<String> vectorsBeforeALoop(ClassModel kernels) {
    Set<String> leaves = new HashSet<>();
    for (MethodModel method : kernels.methods()) {
      if (method.methodName().equalsString("warmUp")) {
        for (CodeElement element : method.code().orElseThrow()) {
          if (element instanceof InvokeInstruction call) {
            leaves.add(call.name().stringValue());
          }
        }
      }
    }
    assertThat(leaves).contains("strip");
    List<String> found = new ArrayList<>();
    for (MethodModel method : kernels.methods()) {
      if (leaves.contains(method.methodName().stringValue())) {
        for (CodeElement element : method.code().orElseThrow()) {
          if (element instanceof BranchInstruction) {
            break;
          } else if (element instanceof InvokeInstruction call
              && call.owner().asInternalName().startsWith("jdk/incubator/vector/")) {
            found.add(method.methodName().stringValue() + ": " + call.name().stringValue());
          }
        }
      }
    }
    return found;
  }

  @Test
  void theRuntimeAndANetworkAreASmallJar() throws IOException {
    long runtime = runtimeJarBytes();
    for (KnownNetwork network : Networks.ALL.all()) {
      assertThat(runtime + jar(generated(network)).length)
          .as("bytes of the runtime and %s", network.name())
          .isLessThanOrEqualTo(MOST_JAR_BYTES);
    }
  }

  /** The model and its kernels for each lane count. */
  private static Map<String, byte[]> generated(KnownNetwork network) throws IOException {
    Path folder =
        CodeSource.of(network.declaration())
            .resolve(network.declaration().getPackageName().replace('.', '/'));
    String model = "Lathe" + network.declaration().getSimpleName();
    Map<String, byte[]> classes = new TreeMap<>();
    for (String name : List.of(model, model + "_Lanes4", model + "_Lanes8", model + "_Lanes16")) {
      classes.put(name, Files.readAllBytes(folder.resolve(name + ".class")));
    }
    return classes;
  }

  private static long runtimeJarBytes() throws IOException {
    Path runtime = CodeSource.of(Model.class);
    if (Files.isRegularFile(runtime)) {
      return Files.size(runtime);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(runtime)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        classes.put(runtime.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar(classes).length;
  }

  private static byte[] jar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
