package dev.lathe.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A thing to do in the course of one inference. */
public sealed interface Step
    permits MapStep,
        RingStep,
        PanelStep,
        WinogradStep,
        Step.Load,
        Step.Store,
        Step.Pointwise,
        Step.Chain,
        Step.Convolve,
        Step.Im2Col,
        Step.Depthwise,
        Step.Dense,
        Step.Fold,
        Step.Gate,
        Step.Pool,
        Step.Mean,
        Step.Add,
        Step.Activate,
        Step.Rectify,
        Step.Softmax {

  /** The buffers it touches. */
  List<Buffer> buffers();

  /** What it does, in a word, for the name of its method. */
  default String verb() {
    return switch (this) {
      case RingStep ring -> "rows";
      case PanelStep panels -> "panels";
      case Load load -> "load";
      case Store store -> "store";
      case WinogradStep.Patches patches -> "patches";
      case Fold fold -> "fold";
      case Gate gate -> "gate";
      case Mean mean -> "mean";
      case Add add -> "add";
      case Activate activate -> "activate";
      case Softmax softmax -> "softmax";
      default -> last(kernels().get(0).name());
    };
  }

  /** The kernels it calls. */
  default List<Kernel> kernels() {
    return List.of();
  }

  /** The leaves it calls itself. */
  default List<Leaf> leaves() {
    return List.of();
  }

  /** Copies a caller's input into the arena. */
  record Load(Tensor from, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(to.buffer());
    }
  }

  /**
   * Copies a tensor into a caller's output.
   *
   * @param output which of the network's outputs it is
   */
  record Store(Tensor from, int output) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer());
    }
  }

  /**
   * A pointwise convolution of a whole map.
   *
   * @param folded packed weights in the arena that replace the model's, if a gate is folded into
   *     them
   */
  record Pointwise(
      Kernel.Pointwise kernel,
      Tensor from,
      Tensor to,
      Optional<Tensor> residual,
      Optional<Buffer> folded)
      implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer(), residual.flatMap(Tensor::buffer), folded);
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /**
   * Pointwise convolutions of which each reads what the one before it has stored, band by band, so
   * that it comes from the L2 cache.
   */
  record Chain(List<Pointwise> links) implements Step {
    /** Pixels that the tiles of each link divide. */
    public int tilePixels() {
      return Tile.multiple(links.stream().map(link -> link.kernel().tilePixels()).toList());
    }

    /** Pixels of a band. */
    public int band() {
      return Kernel.Pointwise.blockOf(tilePixels());
    }

    /** Copies the links. */
    public Chain {
      links = List.copyOf(links);
    }

    @Override
    public List<Buffer> buffers() {
      return links.stream().flatMap(link -> link.buffers().stream()).distinct().toList();
    }

    @Override
    public List<Kernel> kernels() {
      return links.stream().<Kernel>map(Pointwise::kernel).toList();
    }
  }

  /** A convolution of few channels, row by row. */
  record Im2Col(Im2ColKernel kernel, Tensor from, Tensor to, Optional<Tensor> residual)
      implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(
          from.buffer(),
          to.buffer(),
          residual.flatMap(Tensor::buffer),
          Optional.of(kernel.windows()));
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** A convolution of a whole map. */
  record Convolve(ConvolutionKernel kernel, Tensor from, Tensor to, Optional<Tensor> residual)
      implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer(), residual.flatMap(Tensor::buffer));
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** A depthwise convolution of a whole map. */
  record Depthwise(DepthwiseKernel kernel, Tensor from, Tensor to, Optional<Buffer> pool)
      implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer(), pool);
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** A dense layer. */
  record Dense(Kernel.Dense kernel, Buffer from, Buffer to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return List.of(from, to);
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** Folds squeeze-excite's gate into a copy of the weights of the projection behind it. */
  record Fold(Kernel.Pointwise projection, Buffer gate, Buffer folded) implements Step {
    @Override
    public List<Buffer> buffers() {
      return List.of(gate, folded);
    }

    @Override
    public List<Leaf> leaves() {
      return projection.panels().stream().<Leaf>map(p -> new Leaf.Fold(p.vectors())).toList();
    }
  }

  /** Multiplies a map by its gate; source and target may be the same. */
  record Gate(Tensor from, Buffer gate, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer(), Optional.of(gate));
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Gate());
    }
  }

  /** A pool over windows. */
  record Pool(Kernel.Pooling kernel, Tensor from, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer());
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** The mean over the pixels of a map. */
  record Mean(Tensor from, Buffer to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), Optional.of(to));
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Mean());
    }
  }

  /** The sum of two maps. */
  record Add(Tensor first, Tensor second, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(first.buffer(), second.buffer(), to.buffer());
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(new Leaf.Add());
    }
  }

  /** An activation of each element. */
  record Activate(Leaf.Elementwise leaf, Tensor from, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer());
    }

    @Override
    public List<Leaf> leaves() {
      return List.of(leaf);
    }
  }

  /** A PReLU. */
  record Rectify(Kernel.Rectifying kernel, Tensor from, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer());
    }

    @Override
    public List<Kernel> kernels() {
      return List.of(kernel);
    }
  }

  /** Softmax over the channels of each pixel. */
  record Softmax(Tensor from, Tensor to) implements Step {
    @Override
    public List<Buffer> buffers() {
      return used(from.buffer(), to.buffer());
    }
  }

  /** {@code project} of {@code stage2.1.project}. */
  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<Buffer> used(Optional<Buffer>... buffers) {
    return Stream.of(buffers).flatMap(Optional::stream).distinct().toList();
  }
}
