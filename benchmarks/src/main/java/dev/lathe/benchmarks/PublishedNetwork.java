package dev.lathe.benchmarks;

import dev.lathe.LoadOption;
import dev.lathe.Model;
import dev.lathe.Weights;
import dev.lathe.benchmarks.engine.Engine;
import dev.lathe.benchmarks.engine.Subject;
import dev.lathe.examples.networks.LatheEfficientNetB0;
import dev.lathe.examples.networks.LatheFindText;
import dev.lathe.examples.networks.LatheMobileNetV1;
import dev.lathe.examples.networks.LatheMobileNetV2;
import dev.lathe.examples.networks.LatheMobileNetV3Large;
import dev.lathe.examples.networks.LatheMobileNetV3Small;
import dev.lathe.examples.networks.LatheResNet50;
import dev.lathe.graph.Graph;

/**
 * The published networks that are measured, at 224×224, the text detector at 736×960. Constants are
 * spelt as the interfaces, so that options and tables are.
 *
 * <p>Switches instead of method references: a cold start should not pay for many lambdas.
 */
public enum PublishedNetwork implements Subject {
  /** Howard et al. 2017. */
  MobileNetV1,
  /** Sandler et al. 2018. */
  MobileNetV2,
  /** Howard et al. 2019. */
  MobileNetV3Large,
  /** Howard et al. 2019. */
  MobileNetV3Small,
  /** Tan and Le 2019. */
  EfficientNetB0,
  /** He et al. 2015, as torchvision strides it. */
  ResNet50,
  /** The detector of PP-OCRv3, Li et al. 2022. */
  FindText;

  @Override
  public Graph graph() {
    return switch (this) {
      case MobileNetV1 -> LatheMobileNetV1.graph();
      case MobileNetV2 -> LatheMobileNetV2.graph();
      case MobileNetV3Large -> LatheMobileNetV3Large.graph();
      case MobileNetV3Small -> LatheMobileNetV3Small.graph();
      case EfficientNetB0 -> LatheEfficientNetB0.graph();
      case ResNet50 -> LatheResNet50.graph();
      case FindText -> LatheFindText.graph();
    };
  }

  @Override
  public Model load(Weights weights, LoadOption... options) {
    return switch (this) {
      case MobileNetV1 -> LatheMobileNetV1.load(weights, options);
      case MobileNetV2 -> LatheMobileNetV2.load(weights, options);
      case MobileNetV3Large -> LatheMobileNetV3Large.load(weights, options);
      case MobileNetV3Small -> LatheMobileNetV3Small.load(weights, options);
      case EfficientNetB0 -> LatheEfficientNetB0.load(weights, options);
      case ResNet50 -> LatheResNet50.load(weights, options);
      case FindText -> LatheFindText.load(weights, options);
    };
  }

  /**
   * Nearest-neighbour upsampling and transposed convolutions are not written for TensorFlow Lite.
   */
  @Override
  public boolean runsOn(Engine engine) {
    return this != FindText || engine != Engine.TENSORFLOW_LITE;
  }
}
