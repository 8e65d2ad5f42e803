/** Published networks declared with Lathe, and a command line to run them. */
module dev.lathe.examples {
  requires com.google.protobuf;
  requires com.microsoft.onnxruntime;
  requires dev.lathe;
  requires info.picocli;
  requires java.desktop;
  requires org.tribuo.util.onnx;

  exports dev.lathe.examples.networks;

  opens dev.lathe.examples to
      info.picocli;
}
