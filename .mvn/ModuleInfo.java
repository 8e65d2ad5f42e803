import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Declares a module-info.class to be of Java 17's class file version, if it is not yet. */
final class ModuleInfo {
  private static final int MAJOR_VERSION = 7;
  private static final byte JAVA_17 = 61;

  private ModuleInfo() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    byte[] bytes = Files.readAllBytes(file);
    if (bytes[MAJOR_VERSION] != JAVA_17) {
      bytes[MAJOR_VERSION] = JAVA_17;
      Files.write(file, bytes);
    }
  }
}
