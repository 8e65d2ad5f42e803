package dev.lathe.annotation;

/** The order of a network's three input channels. */
public enum ChannelOrder {
  /** Red first, as torchvision, timm and TensorFlow train. */
  RGB,
  /** Blue first, as OpenCV reads images: Caffe, PaddleOCR. */
  BGR
}
