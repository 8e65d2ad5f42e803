package dev.lathe.processor.plan;

import dev.lathe.annotation.Activation;
import dev.lathe.graph.Op.Activate;
import dev.lathe.graph.Op.Pool;
import dev.lathe.processor.fuse.Epilogue;
import java.util.Locale;

/**
 * A method that holds vectors. Leaves take strides and counts as parameters, so that few of them
 * serve all layers of a network and the JIT has little to compile. Equal leaves are one method.
 */
public sealed interface Leaf {

  /** The method's name, unique among different leaves. */
  String method();

  /** A matrix product: pixels × vectors of accumulators over all input channels. */
  record Pointwise(int pixels, int vectors, Epilogue epilogue) implements Leaf {
    /** The same for one pixel. */
    public Pointwise single() {
      return new Pointwise(1, vectors, epilogue);
    }

    @Override
    public String method() {
      return "pointwise" + pixels + "x" + vectors + suffix(epilogue);
    }
  }

  /** The same over the taps of a window. */
  record Convolution(int pixels, int vectors, Epilogue epilogue) implements Leaf {
    /** The same for one pixel. */
    public Convolution single() {
      return new Convolution(1, vectors, epilogue);
    }

    @Override
    public String method() {
      return "convolution" + pixels + "x" + vectors + suffix(epilogue);
    }
  }

  /**
   * A row of a depthwise convolution by output carry: each input column is loaded once and added to
   * every output that it touches; outputs in flight and taps stay in registers.
   */
  record DepthwiseRow(Carry carry, Epilogue epilogue, boolean pooled) implements Leaf {
    @Override
    public String method() {
      return "depthwise" + carry.label() + suffix(epilogue) + (pooled ? "Pooled" : "");
    }
  }

  /** One pixel of a depthwise convolution of any window. */
  record DepthwisePixel(Epilogue epilogue, boolean pooled) implements Leaf {
    @Override
    public String method() {
      return "depthwisePixel" + suffix(epilogue) + (pooled ? "Pooled" : "");
    }
  }

  /** A panel of a dense layer, its inputs read as four streams. */
  record Dense(int vectors, Epilogue epilogue) implements Leaf {
    @Override
    public String method() {
      return "dense" + vectors + suffix(epilogue);
    }
  }

  /** One pixel of a maximum or average pool. */
  record PoolPixel(Pool.Kind kind) implements Leaf {
    @Override
    public String method() {
      return kind == Pool.Kind.MAX ? "maxPool" : "averagePool";
    }
  }

  /** The mean over pixels. */
  record Mean() implements Leaf {
    @Override
    public String method() {
      return "mean";
    }
  }

  /** Pixels times the gate of their channels. */
  record Gate() implements Leaf {
    @Override
    public String method() {
      return "gate";
    }
  }

  /** Weights of a panel times the gate of their input channels. */
  record Fold(int vectors) implements Leaf {
    @Override
    public String method() {
      return "fold" + vectors;
    }
  }

  /** The sum of two tensors. */
  record Add() implements Leaf {
    @Override
    public String method() {
      return "add";
    }
  }

  /** An activation of each element. */
  record Elementwise(Epilogue epilogue) implements Leaf {
    @Override
    public String method() {
      return "activate" + suffix(epilogue);
    }
  }

  private static String suffix(Epilogue epilogue) {
    String activation =
        epilogue.activation() == Activation.NONE ? "" : camel(epilogue.activation().name());
    boolean slopeMatters =
        epilogue.activation() == Activation.HARD_SIGMOID
            && epilogue.slope() != Activate.DEFAULT_SLOPE;
    String slope =
        slopeMatters ? "Slope" + Integer.toHexString(Float.floatToIntBits(epilogue.slope())) : "";
    return activation + slope + (epilogue.residual() ? "Residual" : "");
  }

  private static String camel(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_")) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
