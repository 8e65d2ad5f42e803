package dev.lathe.processor.declare;

import java.util.List;

/**
 * The name of a network's interface.
 *
 * @param packageName empty for the unnamed package
 * @param simpleNames the outermost type first, the interface last
 */
public record NetworkName(String packageName, List<String> simpleNames) {

  /** Copies the names. */
  public NetworkName {
    simpleNames = List.copyOf(simpleNames);
  }

  /** {@code "Inner"}: the interface's own name. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** {@code "LatheOuter_Inner"}: the simple name of the generated class. */
  public String generatedName() {
    return "Lathe" + String.join("_", simpleNames);
  }

  /** {@code "com.acme.Outer$Inner"}: the name that {@link Class#getName()} returns. */
  public String binaryName() {
    return qualified(String.join("$", simpleNames));
  }

  /** {@code "com.acme.LatheOuter_Inner"}. */
  public String generatedQualifiedName() {
    return qualified(generatedName());
  }

  private String qualified(String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
