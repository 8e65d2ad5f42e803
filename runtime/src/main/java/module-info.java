/** Convolutional networks that are declared as Java interfaces and run on the Vector API. */
module dev.lathe {
  requires transitive jdk.incubator.vector;
  // Generated classes are marked with its @Generated.
  requires static transitive java.compiler;
  requires static transitive java.desktop;
  requires static org.tribuo.util.onnx;
  requires static com.google.protobuf;

  exports dev.lathe;
  exports dev.lathe.annotation;
  exports dev.lathe.block;
  exports dev.lathe.graph;
  exports dev.lathe.image;
  exports dev.lathe.onnx;
  exports dev.lathe.runtime;
}
