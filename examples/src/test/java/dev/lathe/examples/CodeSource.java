package dev.lathe.examples;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the tests' class path has a class from. */
final class CodeSource {

  private CodeSource() {}

  /** The jar or the folder of a class. */
  static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
