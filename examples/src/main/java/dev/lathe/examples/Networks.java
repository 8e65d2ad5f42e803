package dev.lathe.examples;

import dev.lathe.examples.networks.DeepLabV3;
import dev.lathe.examples.networks.EfficientNetB0;
import dev.lathe.examples.networks.EfficientNetB1;
import dev.lathe.examples.networks.EfficientNetB2;
import dev.lathe.examples.networks.EfficientNetB3;
import dev.lathe.examples.networks.EfficientNetLite0;
import dev.lathe.examples.networks.EfficientNetV2S;
import dev.lathe.examples.networks.FindText;
import dev.lathe.examples.networks.FindTextSmall;
import dev.lathe.examples.networks.FindTextTall;
import dev.lathe.examples.networks.FindTextWide;
import dev.lathe.examples.networks.LatheDeepLabV3;
import dev.lathe.examples.networks.LatheEfficientNetB0;
import dev.lathe.examples.networks.LatheEfficientNetB1;
import dev.lathe.examples.networks.LatheEfficientNetB2;
import dev.lathe.examples.networks.LatheEfficientNetB3;
import dev.lathe.examples.networks.LatheEfficientNetLite0;
import dev.lathe.examples.networks.LatheEfficientNetV2S;
import dev.lathe.examples.networks.LatheFindText;
import dev.lathe.examples.networks.LatheFindTextSmall;
import dev.lathe.examples.networks.LatheFindTextTall;
import dev.lathe.examples.networks.LatheFindTextWide;
import dev.lathe.examples.networks.LatheMnasNet;
import dev.lathe.examples.networks.LatheMobileNetV1;
import dev.lathe.examples.networks.LatheMobileNetV1_025;
import dev.lathe.examples.networks.LatheMobileNetV1_050_160;
import dev.lathe.examples.networks.LatheMobileNetV2;
import dev.lathe.examples.networks.LatheMobileNetV2_035_128;
import dev.lathe.examples.networks.LatheMobileNetV2_050;
import dev.lathe.examples.networks.LatheMobileNetV2_140;
import dev.lathe.examples.networks.LatheMobileNetV3Large;
import dev.lathe.examples.networks.LatheMobileNetV3LargeTimm;
import dev.lathe.examples.networks.LatheMobileNetV3LargeTimm_075;
import dev.lathe.examples.networks.LatheMobileNetV3Large_075;
import dev.lathe.examples.networks.LatheMobileNetV3Small;
import dev.lathe.examples.networks.LatheMobileNetV3Small_075;
import dev.lathe.examples.networks.LatheMobileNetV4ConvSmall;
import dev.lathe.examples.networks.LatheResNeXt50;
import dev.lathe.examples.networks.LatheResNet18;
import dev.lathe.examples.networks.LatheResNet50;
import dev.lathe.examples.networks.LatheSeNetStyle;
import dev.lathe.examples.networks.LatheShuffleNetV2;
import dev.lathe.examples.networks.LatheSqueezeNet;
import dev.lathe.examples.networks.LatheSsdLite;
import dev.lathe.examples.networks.LatheTextDirection;
import dev.lathe.examples.networks.LatheVgg16;
import dev.lathe.examples.networks.LatheVggStyle;
import dev.lathe.examples.networks.MnasNet;
import dev.lathe.examples.networks.MobileNetV1;
import dev.lathe.examples.networks.MobileNetV1_025;
import dev.lathe.examples.networks.MobileNetV1_050_160;
import dev.lathe.examples.networks.MobileNetV2;
import dev.lathe.examples.networks.MobileNetV2_035_128;
import dev.lathe.examples.networks.MobileNetV2_050;
import dev.lathe.examples.networks.MobileNetV2_140;
import dev.lathe.examples.networks.MobileNetV3Large;
import dev.lathe.examples.networks.MobileNetV3LargeTimm;
import dev.lathe.examples.networks.MobileNetV3LargeTimm_075;
import dev.lathe.examples.networks.MobileNetV3Large_075;
import dev.lathe.examples.networks.MobileNetV3Small;
import dev.lathe.examples.networks.MobileNetV3Small_075;
import dev.lathe.examples.networks.MobileNetV4ConvSmall;
import dev.lathe.examples.networks.ResNeXt50;
import dev.lathe.examples.networks.ResNet18;
import dev.lathe.examples.networks.ResNet50;
import dev.lathe.examples.networks.SeNetStyle;
import dev.lathe.examples.networks.ShuffleNetV2;
import dev.lathe.examples.networks.SqueezeNet;
import dev.lathe.examples.networks.SsdLite;
import dev.lathe.examples.networks.TextDirection;
import dev.lathe.examples.networks.Vgg16;
import dev.lathe.examples.networks.VggStyle;
import dev.lathe.examples.text.TextNetwork;
import java.util.List;

/** The networks of the examples with the classes that the processor generated for them. */
final class Networks {

  static final KnownNetwork TEXT_DIRECTION =
      new KnownNetwork(TextDirection.class, LatheTextDirection::load);

  /** The text detector in each of its sizes. */
  static final List<TextNetwork> FIND_TEXT =
      List.of(
          new TextNetwork(LatheFindTextSmall.graph().inputShape(), LatheFindTextSmall::load),
          new TextNetwork(LatheFindTextWide.graph().inputShape(), LatheFindTextWide::load),
          new TextNetwork(LatheFindText.graph().inputShape(), LatheFindText::load),
          new TextNetwork(LatheFindTextTall.graph().inputShape(), LatheFindTextTall::load));

  static final KnownNetworks ALL =
      new KnownNetworks(
          List.of(
              TEXT_DIRECTION,
              new KnownNetwork(DeepLabV3.class, LatheDeepLabV3::load),
              new KnownNetwork(EfficientNetB0.class, LatheEfficientNetB0::load),
              new KnownNetwork(EfficientNetB1.class, LatheEfficientNetB1::load),
              new KnownNetwork(EfficientNetB2.class, LatheEfficientNetB2::load),
              new KnownNetwork(EfficientNetB3.class, LatheEfficientNetB3::load),
              new KnownNetwork(EfficientNetLite0.class, LatheEfficientNetLite0::load),
              new KnownNetwork(EfficientNetV2S.class, LatheEfficientNetV2S::load),
              new KnownNetwork(FindText.class, LatheFindText::load),
              new KnownNetwork(FindTextSmall.class, LatheFindTextSmall::load),
              new KnownNetwork(FindTextTall.class, LatheFindTextTall::load),
              new KnownNetwork(FindTextWide.class, LatheFindTextWide::load),
              new KnownNetwork(MnasNet.class, LatheMnasNet::load),
              new KnownNetwork(MobileNetV1.class, LatheMobileNetV1::load),
              new KnownNetwork(MobileNetV1_025.class, LatheMobileNetV1_025::load),
              new KnownNetwork(MobileNetV1_050_160.class, LatheMobileNetV1_050_160::load),
              new KnownNetwork(MobileNetV2.class, LatheMobileNetV2::load),
              new KnownNetwork(MobileNetV2_035_128.class, LatheMobileNetV2_035_128::load),
              new KnownNetwork(MobileNetV2_050.class, LatheMobileNetV2_050::load),
              new KnownNetwork(MobileNetV2_140.class, LatheMobileNetV2_140::load),
              new KnownNetwork(MobileNetV3Large.class, LatheMobileNetV3Large::load),
              new KnownNetwork(MobileNetV3LargeTimm.class, LatheMobileNetV3LargeTimm::load),
              new KnownNetwork(MobileNetV3LargeTimm_075.class, LatheMobileNetV3LargeTimm_075::load),
              new KnownNetwork(MobileNetV3Large_075.class, LatheMobileNetV3Large_075::load),
              new KnownNetwork(MobileNetV3Small.class, LatheMobileNetV3Small::load),
              new KnownNetwork(MobileNetV3Small_075.class, LatheMobileNetV3Small_075::load),
              new KnownNetwork(MobileNetV4ConvSmall.class, LatheMobileNetV4ConvSmall::load),
              new KnownNetwork(ResNet18.class, LatheResNet18::load),
              new KnownNetwork(ResNet50.class, LatheResNet50::load),
              new KnownNetwork(ResNeXt50.class, LatheResNeXt50::load),
              new KnownNetwork(SeNetStyle.class, LatheSeNetStyle::load),
              new KnownNetwork(ShuffleNetV2.class, LatheShuffleNetV2::load),
              new KnownNetwork(SqueezeNet.class, LatheSqueezeNet::load),
              new KnownNetwork(SsdLite.class, LatheSsdLite::load),
              new KnownNetwork(Vgg16.class, LatheVgg16::load),
              new KnownNetwork(VggStyle.class, LatheVggStyle::load)));

  private Networks() {}
}
