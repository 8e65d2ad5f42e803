package dev.lathe.oracle;

import dev.lathe.Shape;
import dev.lathe.graph.ChannelPool;
import dev.lathe.graph.Concat;
import dev.lathe.graph.GlobalMaxPool;
import dev.lathe.graph.Graph;
import dev.lathe.graph.Multiply;
import dev.lathe.graph.Node;
import dev.lathe.graph.Op;
import dev.lathe.graph.PRelu;
import dev.lathe.graph.Pad;
import dev.lathe.graph.Pads;
import dev.lathe.graph.Shuffle;
import dev.lathe.graph.Slice;
import dev.lathe.graph.Stack;
import dev.lathe.graph.TransposedConvolution;
import dev.lathe.graph.Upsample;
import dev.lathe.graph.Window;
import dev.lathe.runtime.Parameter;
import dev.lathe.runtime.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What a network computes, by its definition: one op after another in plain loops, everything in
 * double, batch norms unfolded. Slow and without a trick.
 */
public final class ScalarReference {

  private ScalarReference() {}

  /** The first output of a network with one input, both H×W×C. */
  public static float[] run(Parameters parameters, float[] input) {
    return outputs(parameters, input).values().iterator().next();
  }

  /** The outputs by name for one array an input, all H×W×C, in the network's order. */
  public static Map<String, float[]> outputs(Parameters parameters, float[]... inputs) {
    Graph graph = parameters.graph();
    Map<String, double[]> values = values(parameters, inputs);
    Map<String, float[]> outputs = new LinkedHashMap<>();
    for (Graph.Output output : graph.outputs()) {
      double[] value = values.get(graph.nodes().get(output.node()).name());
      float[] rounded = new float[value.length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) value[i];
      }
      outputs.put(output.name(), rounded);
    }
    return outputs;
  }

  /** The value of every node, H×W×C, by its name, in graph order. */
  public static Map<String, double[]> values(Parameters parameters, float[]... inputs) {
    Graph graph = parameters.graph();
    Map<String, double[]> values = new LinkedHashMap<>();
    int input = 0;
    for (Node node : graph.nodes()) {
      List<double[]> read =
          node.inputs().stream().map(i -> values.get(graph.nodes().get(i).name())).toList();
      double[] value =
          node.op() instanceof Op.Input
              ? input(graph, node, inputs[input++])
              : value(node, parameters, graph.inputShapes(node), read);
      values.put(node.name(), value);
    }
    return values;
  }

  private static double[] input(Graph graph, Node node, float[] pixels) {
    if (pixels.length != node.output().elements()) {
      throw new IllegalArgumentException(
          graph.name() + " takes " + node.output() + ", not " + pixels.length + " floats");
    }
    double[] value = new double[pixels.length];
    Arrays.setAll(value, i -> pixels[i]);
    return value;
  }

  private static double[] value(
      Node node, Parameters parameters, List<Shape> shapes, List<double[]> inputs) {
    double[] x = inputs.get(0);
    Shape in = shapes.get(0);
    Shape out = node.output();
    int channels = out.channels();
    return switch (node.op()) {
      case Op.Convolution op -> {
        Parameter parameter = parameters.of(node.name());
        double[] y = convolution(op, parameter, in, x, out);
        parameter.norm().ifPresent(norm -> batchNorm(norm, y));
        yield y;
      }
      case TransposedConvolution op -> {
        Parameter parameter = parameters.of(node.name());
        double[] y = transposed(op, parameter, in, x, out);
        parameter.norm().ifPresent(norm -> batchNorm(norm, y));
        yield y;
      }
      case Op.Dense op -> dense(op, parameters.of(node.name()), in, x);
      case Op.Activate op -> Arrays.stream(x).map(a -> ScalarActivation.of(op, a)).toArray();
      case PRelu op -> {
        float[] slopes = parameters.of(node.name()).weights();
        yield elements(out, i -> x[i] > 0 ? x[i] : slopes[i % channels] * x[i]);
      }
      case Op.Pool op -> pool(op, in, x, out);
      case Op.GlobalAveragePool op -> globalAveragePool(in, x);
      case GlobalMaxPool op -> globalMaxPool(in, x);
      case ChannelPool op -> channelPool(op, in, x);
      case Op.Add op -> elements(out, i -> inputs.stream().mapToDouble(a -> a[i]).sum());
      case Op.Scale op -> elements(out, i -> x[i] * inputs.get(1)[i % channels]);
      case Multiply op -> {
        int perFactor = shapes.get(1).channels() == channels ? 1 : channels;
        yield elements(out, i -> x[i] * inputs.get(1)[i / perFactor]);
      }
      case Op.Softmax op -> softmax(in, x);
      case Concat op -> ScalarElements.concat(shapes, inputs, out);
      case Stack op -> inputs.stream().flatMapToDouble(Arrays::stream).toArray();
      case Slice op -> ScalarElements.slice(op, in, x);
      case Shuffle op -> ScalarElements.shuffle(op, in, x);
      case Pad op -> ScalarElements.pad(op, in, x, out);
      case Upsample op -> ScalarElements.upsample(op, in, x, out);
      case Op.Input op -> throw new IllegalArgumentException(node.name() + " computes nothing");
    };
  }

  private static double[] elements(Shape shape, IntToDoubleFunction element) {
    double[] y = new double[shape.elements()];
    Arrays.setAll(y, element);
    return y;
  }

  private static double[] convolution(
      Op.Convolution op, Parameter parameter, Shape in, double[] x, Shape out) {
    Window window = op.window();
    Pads pads = window.pads(in);
    int perGroup = op.in() / op.groups();
    int outPerGroup = op.out() / op.groups();
    int taps = window.taps();
    double[] y = new double[out.elements()];
    for (int oh = 0; oh < out.height(); oh++) {
      for (int ow = 0; ow < out.width(); ow++) {
        for (int o = 0; o < op.out(); o++) {
          double sum = parameter.bias()[o];
          for (int kh = 0; kh < window.kernel().height(); kh++) {
            int h = oh * window.stride().height() - pads.top() + kh * window.dilation().height();
            for (int kw = 0; kw < window.kernel().width(); kw++) {
              int w = ow * window.stride().width() - pads.left() + kw * window.dilation().width();
              if (h < 0 || h >= in.height() || w < 0 || w >= in.width()) {
                continue;
              }
              int pixel = (h * in.width() + w) * op.in() + o / outPerGroup * perGroup;
              int weight = o * perGroup * taps + kh * window.kernel().width() + kw;
              for (int i = 0; i < perGroup; i++) {
                sum += x[pixel + i] * parameter.weights()[weight + i * taps];
              }
            }
          }
          y[(oh * out.width() + ow) * op.out() + o] = sum;
        }
      }
    }
    return y;
  }

  private static void batchNorm(Parameter.Norm norm, double[] value) {
    for (int i = 0; i < value.length; i++) {
      int c = i % norm.gamma().length;
      value[i] =
          (value[i] - norm.mean()[c])
                  / Math.sqrt(norm.variance()[c] + norm.epsilon())
                  * norm.gamma()[c]
              + norm.beta()[c];
    }
  }

  private static double[] dense(Op.Dense op, Parameter parameter, Shape in, double[] x) {
    double[] y = new double[op.out()];
    for (int o = 0; o < op.out(); o++) {
      double sum = parameter.bias()[o];
      for (int pixel = 0; pixel < in.pixels(); pixel++) {
        for (int c = 0; c < in.channels(); c++) {
          sum +=
              x[pixel * in.channels() + c]
                  * parameter.weights()[o * op.in() + c * in.pixels() + pixel];
        }
      }
      y[o] = sum;
    }
    return y;
  }

  /** Each input element times the window, added where the window lies. */
  private static double[] transposed(
      TransposedConvolution op, Parameter parameter, Shape in, double[] x, Shape out) {
    Window window = op.window();
    Pads pads = window.pads(in);
    int perGroup = op.in() / op.groups();
    int outPerGroup = op.out() / op.groups();
    double[] y = elements(out, i -> parameter.bias()[i % op.out()]);
    for (int ih = 0; ih < in.height(); ih++) {
      for (int iw = 0; iw < in.width(); iw++) {
        for (int kh = 0; kh < window.kernel().height(); kh++) {
          int h = ih * window.stride().height() - pads.top() + kh * window.dilation().height();
          for (int kw = 0; kw < window.kernel().width(); kw++) {
            int w = iw * window.stride().width() - pads.left() + kw * window.dilation().width();
            if (h < 0 || h >= out.height() || w < 0 || w >= out.width()) {
              continue;
            }
            int tap = kh * window.kernel().width() + kw;
            for (int o = 0; o < op.out(); o++) {
              int first = o / outPerGroup * perGroup;
              for (int i = 0; i < perGroup; i++) {
                y[(h * out.width() + w) * op.out() + o] +=
                    x[(ih * in.width() + iw) * op.in() + first + i]
                        * parameter.weights()[(o * perGroup + i) * window.taps() + tap];
              }
            }
          }
        }
      }
    }
    return y;
  }

  private static double[] pool(Op.Pool op, Shape in, double[] x, Shape out) {
    Window window = op.window();
    Pads pads = window.pads(in);
    double[] y = new double[out.elements()];
    for (int oh = 0; oh < out.height(); oh++) {
      for (int ow = 0; ow < out.width(); ow++) {
        for (int c = 0; c < out.channels(); c++) {
          double sum = 0;
          double max = Double.NEGATIVE_INFINITY;
          int inside = 0;
          int padded = 0;
          for (int kh = 0; kh < window.kernel().height(); kh++) {
            int h = oh * window.stride().height() - pads.top() + kh * window.dilation().height();
            for (int kw = 0; kw < window.kernel().width(); kw++) {
              int w = ow * window.stride().width() - pads.left() + kw * window.dilation().width();
              if (h < in.height() + pads.bottom() && w < in.width() + pads.right()) {
                padded++; // what lies beyond the padding never counts
              }
              if (h < 0 || h >= in.height() || w < 0 || w >= in.width()) {
                continue;
              }
              inside++;
              double value = x[(h * in.width() + w) * in.channels() + c];
              sum += value;
              max = Math.max(max, value);
            }
          }
          y[(oh * out.width() + ow) * out.channels() + c] =
              op.kind() == Op.Pool.Kind.MAX ? max : sum / (op.countPadding() ? padded : inside);
        }
      }
    }
    return y;
  }

  private static double[] globalAveragePool(Shape in, double[] x) {
    double[] y = new double[in.channels()];
    for (int i = 0; i < x.length; i++) {
      y[i % in.channels()] += x[i] / in.pixels();
    }
    return y;
  }

  private static double[] globalMaxPool(Shape in, double[] x) {
    double[] y = new double[in.channels()];
    Arrays.fill(y, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.length; i++) {
      y[i % in.channels()] = Math.max(y[i % in.channels()], x[i]);
    }
    return y;
  }

  private static double[] channelPool(ChannelPool op, Shape in, double[] x) {
    int channels = in.channels();
    double[] y = new double[in.pixels()];
    for (int pixel = 0; pixel < y.length; pixel++) {
      DoubleStream all = Arrays.stream(x, pixel * channels, (pixel + 1) * channels);
      OptionalDouble result = op.kind() == Op.Pool.Kind.MAX ? all.max() : all.average();
      y[pixel] = result.orElseThrow();
    }
    return y;
  }

  private static double[] softmax(Shape in, double[] x) {
    double[] y = new double[x.length];
    int channels = in.channels();
    for (int start = 0; start < x.length; start += channels) {
      double max = Arrays.stream(x, start, start + channels).max().getAsDouble();
      double sum = 0;
      for (int i = start; i < start + channels; i++) {
        y[i] = Math.exp(x[i] - max);
        sum += y[i];
      }
      for (int i = start; i < start + channels; i++) {
        y[i] /= sum;
      }
    }
    return y;
  }
}
