package dev.lathe.examples.networks;

import static dev.lathe.annotation.Activation.RELU;

import dev.lathe.Layer;
import dev.lathe.Model;
import dev.lathe.annotation.Conv;
import dev.lathe.annotation.Dense;
import dev.lathe.annotation.MaxPool;
import dev.lathe.annotation.Network;
import dev.lathe.annotation.Preprocess;

/** VGG-16 (Simonyan and Zisserman 2015, configuration D), with torchvision's names. */
@Network(height = 224, width = 224)
@Preprocess(resize = 256, crop = 224)
public interface Vgg16 extends Model {
  @Conv(out = 64, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv1a();

  @Conv(out = 64, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv1b();

  @MaxPool(kernel = 2)
  Layer pool1();

  @Conv(out = 128, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv2a();

  @Conv(out = 128, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv2b();

  @MaxPool(kernel = 2)
  Layer pool2();

  @Conv(out = 256, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv3a();

  @Conv(out = 256, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv3b();

  @Conv(out = 256, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv3c();

  @MaxPool(kernel = 2)
  Layer pool3();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv4a();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv4b();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv4c();

  @MaxPool(kernel = 2)
  Layer pool4();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv5a();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv5b();

  @Conv(out = 512, kernel = 3, norm = false, bias = true, activation = RELU)
  Layer conv5c();

  @MaxPool(kernel = 2)
  Layer pool5();

  @Dense(out = 4096, activation = RELU)
  Layer hidden1();

  @Dense(out = 4096, activation = RELU)
  Layer hidden2();

  @Dense(out = 1000)
  Layer classifier();
}
