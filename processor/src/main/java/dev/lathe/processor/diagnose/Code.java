package dev.lathe.processor.diagnose;

/** What kind of problem it is; messages begin with it, in brackets. */
public enum Code {
  /** {@code @Network} is on something that is no interface. */
  NotAnInterface,
  /** The interface does not extend {@code dev.lathe.Model}. */
  NotAModel,
  /** The interface has type parameters. */
  GenericNetwork,
  /** The generated class could not see the interface. */
  HiddenNetwork,
  /** The interface permits no class but those it names. */
  SealedNetwork,
  /** The compilation does not read the Vector API's module. */
  VectorModule,
  /** A type or constant that the network names is missing. */
  Unreadable,
  /** There is no layer. */
  EmptyNetwork,
  /** Neither the network nor a super-interface states a height or a width. */
  MissingSize,
  /** A layer's method has parameters, another return type, or a body. */
  LayerMethod,
  /** An abstract method has no layer annotation or more than one. */
  LayerAnnotation,
  /** Two interfaces that do not extend each other declare one layer. */
  DuplicateLayer,
  /** A layer has a name that the model or the generated class needs. */
  LayerName,
  /** A number is too small or too large. */
  Range,
  /** An array has the wrong number of elements. */
  ArrayLength,
  /**
   * A padding rule and explicit pads are both stated, or a pool's window could see nothing else.
   */
  Pads,
  /** Not exactly one of t and expanded is stated. */
  Expansion,
  /** Not exactly one of r and squeeze is stated, or no channel is left. */
  Reduction,
  /** The groups do not divide the channels. */
  Groups,
  /** The window does not fit into the padded input. */
  WindowFit,
  /** A skip connection adds tensors of different shapes. */
  ResidualShape,
  /** A block's annotation is not made as a block must be. */
  Block,
  /** A parameter stands for nothing, or is no number. */
  BlockParameter,
  /** A layer names one that there is not. */
  UnknownLayer,
  /** A layer names itself or one below it. */
  LaterLayer,
  /** A layer names more or fewer layers than it reads. */
  From,
  /** No layer reads what a layer returns, and it is no output. */
  UnusedLayer,
  /** A layer has no ops: a skip that adds nothing, a block that leaves out all its layers. */
  IdleLayer,
  /** An input states no shape, or a block's states one. */
  NetworkInput,
  /** An output's name is taken or no name, or nobody can reach it. */
  NetworkOutput,
  /** Tensors of different shapes are added. */
  AddShape,
  /** Tensors of different heights or widths are concatenated. */
  ConcatShape,
  /** Tensors of different widths or channels are stacked. */
  StackShape,
  /** A tensor is multiplied by one that does not fit. */
  MultiplyShape,
  /** Not exactly one of scale, size and like is stated, or the scale leaves nothing. */
  Upsample,
  /** An activation without slopes is given one. */
  Slope,
  /** The images that {@code @Preprocess} makes are not the network's input. */
  PreprocessSize,
  /** The images' channels, or the numbers stated for them, are not the network's. */
  PreprocessChannels,
  /** Images would be divided by a deviation of 0. */
  PreprocessStd,
  /** Images would be divided by a range of 0. */
  PreprocessRange,
  /** The fit needs a size that is not stated. */
  PreprocessFit,
  /** A tensor has 2^31 elements or more. */
  Overflow,
  /** The network costs more multiply-accumulates than its budget. */
  BudgetMacs,
  /** The network has more parameters than its budget. */
  BudgetParams,
  /** The network's weights take more bytes than its budget. */
  BudgetWeightBytes,
  /** The network's arena takes more bytes than its budget. */
  BudgetArenaBytes,
  /** A file cannot be written, such as a class that exists already. */
  Output,
  /** A bug in Lathe. */
  InternalError
}
