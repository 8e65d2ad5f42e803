package dev.lathe.runtime;

/** Checks at start-up that the Vector API is there, before a class that needs it is loaded. */
final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /**
   * Returns if the Vector API's module is resolved.
   *
   * @throws IllegalStateException with the remedy if it is not
   */
  static void require() {
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      throw new IllegalStateException(
          "[VectorModule] the module "
              + NAME
              + " is not resolved; start java with --add-modules "
              + NAME
              + ", or put the application on the module path (java -p ... -m ...), where dev.lathe"
              + " requires it");
    }
  }
}
