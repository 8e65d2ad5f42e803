package dev.lathe.processor.kernels;

import com.palantir.javapoet.ClassName;
import dev.lathe.graph.Graph;
import dev.lathe.processor.emit.NetworkEmitter;
import dev.lathe.processor.emit.SourceFile;
import dev.lathe.processor.plan.KernelPlan;
import dev.lathe.processor.plan.KernelPlans;
import dev.lathe.runtime.Kernels;
import dev.lathe.runtime.Parameters;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A graph's kernels for every machine, generated, compiled in memory and loaded. */
public final class CompiledKernels {

  private final Map<Integer, Kernels> byLanes = new HashMap<>();
  private final Map<String, byte[]> classes;

  private CompiledKernels(Map<String, byte[]> classes) {
    this.classes = classes;
  }

  /** Generates and compiles the kernels of a graph. */
  public static CompiledKernels of(Graph graph) {
    return of(graph, KernelPlans.of(graph));
  }

  /** Compiles the kernels of a graph as planned. */
  public static CompiledKernels of(Graph graph, KernelPlans plans) {
    ClassName model = ClassName.get("", "LatheTest");
    List<SourceFile> files =
        NetworkEmitter.emit(ClassName.get("", "Test"), model, graph, List.of(), plans).stream()
            .filter(file -> file.name().contains("_Lanes"))
            .toList();
    CompiledKernels compiled = new CompiledKernels(compile(files));
    MemoryLoader loader = new MemoryLoader(compiled.classes);
    for (KernelPlan plan : plans.plans()) {
      int lanes = plan.machine().lanes();
      compiled.byLanes.put(lanes, instance(loader, "LatheTest_Lanes" + lanes));
    }
    return compiled;
  }

  /** The kernels for a lane count. */
  public Kernels lanes(int lanes) {
    return byLanes.get(lanes);
  }

  /** The class files, by name. */
  public Map<String, byte[]> classes() {
    return classes;
  }

  /** One inference with the kernels for a lane count, in a new arena, its steps undivided. */
  public float[] run(int lanes, boolean standIns, Parameters parameters, float[] input) {
    return run(lanes, standIns, 1, parameters, input);
  }

  /** One inference with its steps in parts, of which the last is computed first. */
  public float[] run(int lanes, boolean standIns, int parts, Parameters parameters, float[] input) {
    return outputs(lanes, standIns, parts, parameters, input)[0];
  }

  /** The same for any number of inputs and outputs. */
  public float[][] outputs(
      int lanes, boolean standIns, int parts, Parameters parameters, float[]... inputs) {
    Kernels kernels = byLanes.get(lanes);
    return outputs(kernels, ready(kernels, standIns), parts, parameters, inputs);
  }

  /** The same with some of the leaves. */
  static float[][] outputs(
      Kernels kernels, int ready, int parts, Parameters parameters, float[]... inputs) {
    float[] packed = new float[kernels.packedLength()];
    kernels.pack(parameters, packed);
    float[] arena = new float[kernels.arenaLength(parts)];
    Graph graph = parameters.graph();
    float[][] outputs =
        graph.outputs().stream()
            .map(output -> new float[graph.shape(output).elements()])
            .toArray(float[][]::new);
    run(kernels, ready, parts, inputs, outputs, arena, packed);
    return outputs;
  }

  /** The same with the caller's arrays. */
  static void run(
      Kernels kernels,
      boolean standIns,
      int parts,
      float[][] inputs,
      float[][] outputs,
      float[] arena,
      float[] packed) {
    run(kernels, ready(kernels, standIns), parts, inputs, outputs, arena, packed);
  }

  private static int ready(Kernels kernels, boolean standIns) {
    return standIns ? kernels.smallLeaves() : kernels.leaves();
  }

  private static void run(
      Kernels kernels,
      int ready,
      int parts,
      float[][] inputs,
      float[][] outputs,
      float[] arena,
      float[] packed) {
    for (int step = 0; step < kernels.steps(); step++) {
      for (int part = parts - 1; part >= 0; part--) {
        kernels.run(step, part, parts, ready, inputs, outputs, arena, packed);
      }
    }
  }

  private static Kernels instance(ClassLoader loader, String name) {
    try {
      Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Kernels) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, byte[]> compile(List<SourceFile> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> output = new HashMap<>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
    JavaFileManager manager = new MemoryManager(standard, output);
    boolean compiled =
        compiler
            .getTask(
                null,
                manager,
                diagnostics,
                List.of("--release", "21", "--add-modules", "jdk.incubator.vector", "-proc:none"),
                null,
                files.stream().map(Source::new).toList())
            .call();
    if (!compiled) {
      throw new AssertionError(diagnostics.getDiagnostics() + "\n" + files.get(0).text());
    }
    Map<String, byte[]> classes = new HashMap<>();
    output.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** A source file in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(SourceFile file) {
      super(URI.create("string:///" + file.name().replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps class files in memory. */
  private static final class MemoryManager extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> output;

    MemoryManager(JavaFileManager delegate, Map<String, ByteArrayOutputStream> output) {
      super(delegate);
      this.output = output;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          output.put(name, bytes);
          return bytes;
        }
      };
    }
  }

  /** Defines classes from memory. */
  private static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    MemoryLoader(Map<String, byte[]> classes) {
      super(Kernels.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
