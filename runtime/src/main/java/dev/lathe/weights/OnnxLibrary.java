package dev.lathe.weights;

import dev.lathe.WeightsException;

/** The optional dependency that holds ONNX's protobuf classes. */
public final class OnnxLibrary {

  private OnnxLibrary() {}

  /**
   * Checks that the classes can be found, before the first use of one would fail with a bare {@link
   * NoClassDefFoundError}.
   *
   * @throws WeightsException if they cannot, saying what to add
   */
  public static void require() {
    try {
      Class.forName("ai.onnx.proto.OnnxMl", false, OnnxLibrary.class.getClassLoader());
      Class.forName("com.google.protobuf.Message", false, OnnxLibrary.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new WeightsException(
          "[OnnxLibrary] reading and writing ONNX needs the class "
              + e.getMessage()
              + "; add the dependency org.tribuo:tribuo-util-onnx:4.3.2, and on the module path"
              + " --add-modules org.tribuo.util.onnx,com.google.protobuf",
          e);
    }
  }
}
