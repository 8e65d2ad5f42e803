/** The annotation processor that turns network declarations into kernels. */
module dev.lathe.processor {
  requires com.google.gson;
  requires com.palantir.javapoet;
  requires dev.lathe;
  requires java.compiler;
  requires static com.google.auto.service;

  opens dev.lathe.processor.report to
      com.google.gson;

  provides javax.annotation.processing.Processor with
      dev.lathe.processor.NetworkProcessor;
}
