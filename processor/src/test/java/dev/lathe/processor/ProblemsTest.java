package dev.lathe.processor;

import static dev.lathe.processor.MarkedErrors.assertErrors;
import static dev.lathe.processor.MarkedErrors.network;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is illegal in a network and in a single layer is an error at the value that the user wrote.
 */
class ProblemsTest {

  @ParameterizedTest
  @CsvSource({"abstract class", "enum", "record"})
  void onlyInterfacesAreNetworks(String kind) {
    String header = kind.equals("record") ? "record Net()" : kind + " Net";
    assertErrors(
        "§@Network(height = 8, width = 8) " + header + " {}",
        "[NotAnInterface] Net is no interface; declare a network as an interface");
  }

  @Test
  void networksExtendModel() {
    assertErrors(
        "§@Network(height = 8, width = 8) interface Net { @Softmax Layer a(); }",
        "[NotAModel] Net does not extend dev.lathe.Model; add 'extends Model'");
  }

  @Test
  void networksHaveNoTypeParameters() {
    assertErrors(
        "§@Network(height = 8, width = 8) interface Net<A, B> extends Model { @Softmax Layer a();"
            + " }",
        "[GenericNetwork] Net has the type parameters A,B; a network has none");
  }

  @Test
  void networksAreOpenToTheGeneratedClass() {
    assertErrors(
        """
        class Net {
          §@Network(height = 8, width = 8) private interface Inner extends Model {
            @Softmax Layer a();
          }
          private static class Middle {
            §@Network(height = 8, width = 8) interface Inmost extends Model { @Softmax Layer a(); }
          }
          §@Network(height = 8, width = 8) sealed interface Closed extends Model permits Known {
            @Softmax Layer a();
          }
          non-sealed interface Known extends Closed {}
        }
        """,
        "[HiddenNetwork] Inner is out of the generated class's sight, for Inner is private; make it"
            + " package-private",
        "[HiddenNetwork] Inmost is out of the generated class's sight, for Middle is private; make"
            + " it package-private",
        "[SealedNetwork] Closed is sealed, so that no generated class can implement it; unseal it");
  }

  @Test
  void networksHaveLayers() {
    assertErrors(
        "§@Network(height = 8, width = 8) interface Net extends Model { default void help() {} }",
        "[EmptyNetwork] Net has no layers; declare one as an abstract method");
  }

  @Test
  void networksHaveASize() {
    assertErrors(
        "§§@Network interface Net extends Model { @Softmax Layer a(); }",
        "[MissingSize] Net states no height; add height = 224 to @Network",
        "[MissingSize] Net states no width; add width = 224 to @Network");
  }

  @Test
  void knobsArePositiveAndSeveralErrorsAreReported() {
    assertErrors(
        """
        @Network(
            height = §-3,
            width = §0,
            channels = §0,
            alpha = §-0.5,
            rho = 0.0 §/ 0.0,
            depth = 1.0 §/ 0.0,
            divisor = §0,
            batchNormEpsilon = §0)
        interface Net extends Model {
          @Softmax Layer a();
        }
        """,
        "[Range] Net has height = -3; it must be at least 1",
        "[Range] Net has width = 0; it must be at least 1",
        "[Range] Net has channels = 0; it must be at least 1",
        "[Range] Net has alpha = -0.5; it must be positive and finite",
        "[Range] Net has rho = NaN; it must be positive and finite",
        "[Range] Net has depth = Infinity; it must be positive and finite",
        "[Range] Net has divisor = 0; it must be at least 1",
        "[Range] Net has batchNormEpsilon = 0.0; it must be positive and finite");
  }

  @Test
  void layersAreAbstractMethodsWithOneAnnotation() {
    assertErrors(
        network(
            """
              Layer §bare();
              @Softmax @GlobalAveragePool Layer §both();
              @Softmax float[] §result();
              @Softmax Layer §parameter(int a);
              @Softmax <T> Layer §generic();
              @Softmax default Layer §body() { return null; }
              @Softmax static Layer §statically() { return null; }
              Layer §overloaded(int a);
              @Softmax Layer overloaded();
              @Softmax Layer §run();
              @Softmax Layer §load();
              @Softmax Layer §finalize();
            """),
        "[LayerAnnotation] \"bare\" has no layer annotation; add one, such as @Conv, or a body",
        "[LayerAnnotation] \"both\" has the layer annotations @Softmax and @GlobalAveragePool; a"
            + " layer has one",
        "[LayerMethod] \"result\" returns float[]; a layer returns dev.lathe.Layer",
        "[LayerMethod] \"parameter\" has parameters; a layer has none",
        "[LayerMethod] \"generic\" has parameters; a layer has none",
        "[LayerMethod] \"body\" has a body; a layer is an abstract method",
        "[LayerMethod] \"statically\" has a body; a layer is an abstract method",
        "[LayerMethod] \"overloaded\" has parameters; a layer has none",
        "[LayerName] \"run\" has a name that the generated class needs for itself; rename the"
            + " layer",
        "[LayerName] \"load\" has a name that the generated class needs for itself; rename the"
            + " layer",
        "[LayerName] \"finalize\" has a name that the generated class needs for itself; rename the"
            + " layer");
  }

  @Test
  void layersAreDeclaredOnce() {
    assertErrors(
        """
        interface Left { @Pointwise(out = 4) Layer both(); @Pointwise(out = 4) Layer left(); }
        interface Right { @Pointwise(out = 8) Layer both(); }
        §@Network(height = 8, width = 8) interface Net extends Model, Left, Right {}
        @Network(height = 8, width = 8) interface Chosen extends Model, Left, Right {
          @Override @Pointwise(out = 4) Layer both();
        }
        """,
        "[DuplicateLayer] \"both\" is declared by both Left and Right; declare it in Net to say"
            + " which");
  }

  @Test
  void sizesArePositive() {
    assertErrors(
        network(
            """
              @Conv(out = §0, kernel = §0, stride = {1, §-2}, dilation = §0, groups = §-1)
              Layer conv();
              @Depthwise(multiplier = §0, kernel = §40000) Layer depthwise();
              @MBConv(t = §0, out = §-1, repeat = §0) Layer mbConv();
              @MBConv(expanded = §0, out = 4) Layer expanded();
              @SqueezeExcite(r = §0, divisor = §0, gate = ELU, gateSlope = §-1) Layer se();
              @Dense(out = §0) Layer dense();
            """),
        "[Range] \"conv\" has out = 0; it must be at least 1",
        "[Range] \"conv\" has kernel = 0; it must be at least 1",
        "[Range] \"conv\" has stride = -2; it must be at least 1",
        "[Range] \"conv\" has dilation = 0; it must be at least 1",
        "[Range] \"conv\" has groups = -1; it must be at least 1",
        "[Range] \"depthwise\" has multiplier = 0; it must be at least 1",
        "[Range] \"depthwise\" has kernel = 40000; it must be at most 32768",
        "[Range] \"mbConv\" has t = 0.0; it must be positive and finite",
        "[Range] \"mbConv\" has out = -1; it must be at least 1",
        "[Range] \"mbConv\" has repeat = 0; it must be at least 1",
        "[Range] \"expanded\" has expanded = 0; it must be at least 1",
        "[Range] \"se\" has r = 0; it must be at least 1",
        "[Range] \"se\" has divisor = 0; it must be at least 1",
        "[Range] \"se\" has gateSlope = -1.0; it must be positive and finite",
        "[Range] \"dense\" has out = 0; it must be at least 1");
  }

  @Test
  void pairsAndPadsHaveTheRightLength() {
    assertErrors(
        network(
            """
              @Conv(out = 4, kernel = §{}) Layer none();
              @Conv(out = 4, kernel = §{1, 2, 3}) Layer three();
              @Conv(out = 4, kernel = 3, pads = §{1, 2, 3}) Layer pads();
              @Conv(out = 4, kernel = 3, pads = {1, §-1}) Layer negative();
              @Conv(out = 4, kernel = 3, padding = Padding.VALID, pads = §1) Layer both();
              @MaxPool(kernel = 2, pads = §{2, 0}) Layer pool();
            """),
        "[ArrayLength] \"none\" has 0 numbers as kernel; state one, or {height, width}",
        "[ArrayLength] \"three\" has 3 numbers as kernel; state one, or {height, width}",
        "[ArrayLength] \"pads\" has 3 numbers as pads; state {all}, {vertical, horizontal} or"
            + " {top, left, bottom, right}",
        "[Range] \"negative\" has pads = -1; it must be at least 0",
        "[Pads] \"both\" states both padding and pads; one of them says it all",
        "[Pads] \"pool\" pads a 2x2 pool by as much, so that a window sees no pixel; pads must be"
            + " smaller than the kernel");
  }

  @Test
  void expansionAndReductionAreSaidOnce() {
    assertErrors(
        network(
            """
              @MBConv(t = 6, expanded = §24, out = 4) Layer both();
              §@MBConv(out = 4) Layer neither();
              @SqueezeExcite(r = 2, squeeze = §2) Layer bothSe();
              §@SqueezeExcite Layer neitherSe();
              @MBConv(t = 6, out = 4, se = §@SE) Layer nested();
              @MBConv(t = 6, out = 4, se = §{@SE(r = 4), @SE(r = 2)}) Layer twice();
            """),
        "[Expansion] \"both\" states both t and expanded; one of them says it all",
        "[Expansion] \"neither\" states neither t nor expanded; t = 6 is MobileNetV2's expansion",
        "[Reduction] \"bothSe\" states both r and squeeze; one of them says it all",
        "[Reduction] \"neitherSe\" states neither r nor squeeze; r = 16 is SENet's reduction",
        "[Reduction] \"nested\" states neither r nor squeeze; r = 16 is SENet's reduction",
        "[ArrayLength] \"twice\" states 2 squeeze-excites; one is the most");
  }

  @Test
  void channelsFit() {
    assertErrors(
        network(
            """
              @Conv(out = 6, kernel = 3, groups = §4) Layer out();
              @Pointwise(out = 9, groups = §2) Layer in();
              @MBConv(t = 2, out = 8, se = @SE(r = §19)) Layer nested();
              @MBConv(t = 2, out = 8, se = @SE(r = §9, of = SqueezeFrom.INPUT)) Layer whole();
              @SqueezeExcite(r = §16, divisor = 8) Layer se();
              @MBConv(t = 2, out = 8, repeat = §1001) Layer deep();
            """),
        "[Groups] \"out\" maps 4 channels to 6 in 4 groups; groups must divide both",
        "[Groups] \"in\" maps 6 channels to 9 in 2 groups; groups must divide both",
        "[Reduction] \"nested\" reduces 18 channels by r = 19, which leaves none; r must be at most"
            + " 18",
        "[Reduction] \"whole\" reduces 8 channels by r = 9, which leaves none; r must be at most 8",
        "[Reduction] \"se\" reduces 8 channels by r = 16, which leaves none; r must be at most 8",
        "[Range] \"deep\" has 1001 blocks; 1000 are the most");
  }

  @Test
  void windowsFit() {
    assertErrors(
        network(
            """
              @Conv(out = 4, kernel = §{9, 3}, padding = Padding.VALID) Layer conv();
              @Conv(out = 4, kernel = 3, padding = Padding.VALID, dilation = 3) Layer after();
            """),
        "[WindowFit] \"conv\" slides a window that spans 9x3 over 8x8x4 padded by {0, 0, 0, 0}; pad"
            + " more, or slide a smaller window");
  }

  @Test
  void skipsKeepTheShape() {
    assertErrors(
        network(
            """
              @MBConv(t = 6, out = 4, stride = 2, skip = Skip§.ALWAYS) Layer stride();
              @MBConv(t = 6, out = 8, skip = Skip.ALWAYS) Layer after();
            """),
        "[ResidualShape] \"stride\" adds 4x4x4 to 8x8x4; a skip needs stride 1 and equal channels");
    assertErrors(
        network("@Separable(out = 8, skip = Skip§.ALWAYS) Layer channels();"),
        "[ResidualShape] \"channels\" adds 8x8x8 to 8x8x4; a skip needs stride 1 and equal"
            + " channels");
  }

  @Test
  void tensorsFit() {
    assertErrors(
        "§@Network(height = 65536, width = 65536) interface Net extends Model { @Softmax Layer a();"
            + " }",
        "[Overflow] Net has an input that is too large: 65536x65536x3 has more than 2^31 - 1"
            + " elements");
    assertErrors(
        "@Network(height = 4096, width = 4096) interface Net extends Model {"
            + " §@Pointwise(out = 128) Layer a(); @Softmax Layer b(); }",
        "[Overflow] \"a\" returns a tensor that is too large: 4096x4096x128 has more than 2^31 - 1"
            + " elements");
    assertErrors(
        network("§@Conv(out = 60000, kernel = 100, stride = 8) Layer a();"),
        "[Overflow] \"a\" has weights of shape [60000, 4, 100, 100], 2^31 or more; use fewer"
            + " channels");
    assertErrors(
        "@Network(height = 1, width = 1, alpha = 2) interface Net extends Model {"
            + " @Pointwise(out = §2000000000) Layer a(); }",
        "[Overflow] \"a\" has 4000000000 channels; a tensor has fewer than 2^31 elements");
    assertErrors(
        "@Network(height = 1, width = 1, alpha = 1e300) interface Net extends Model {"
            + " @MBConv(t = §1e300, out = §5) Layer a(); }",
        "[Overflow] \"a\" has 9223372036854775807 channels; a tensor has fewer than 2^31 elements",
        "[Overflow] \"a\" has 9223372036854775807 channels; a tensor has fewer than 2^31 elements");
    assertErrors(
        "@Network(height = 2147483647, width = 1, channels = 1) interface Net extends Model {"
            + " §@Depthwise Layer a(); }",
        "[Overflow] \"a\" slides a 3x3 window over 2147483647x1x1, which with its padding is too"
            + " large");
  }

  @Test
  void imagesBecomeTheInput() {
    assertErrors(
        """
        @Network(height = 8, width = 8)
        @Preprocess(resize = 16, crop = §9, mean = {1, 2, 3})
        interface Net extends Model { @Softmax Layer a(); }
        @Network(height = 8, width = 8)
        @Preprocess(std = §{1, 0, 1})
        interface Std extends Model { @Softmax Layer a(); }
        @Network(height = 8, width = 8)
        @Preprocess(resize = §0, range = 2)
        interface Zero extends Model { @Softmax Layer a(); }
        @Network(height = 8, width = 8, channels = 2)
        §@Preprocess
        interface Channels extends Model { @Softmax Layer a(); }
        @Network(height = 8, width = 8)
        @Preprocess(resize = 16, crop = 8)
        interface Good extends Model { @Softmax Layer a(); }
        §@Network(rho = 2) interface Larger extends Good {}
        @Network(rho = 2) @Preprocess(resize = 16, crop = 16) interface Restated extends Good {}
        """,
        "[PreprocessSize] images become 9x9, but the network takes 8x8x3; state crop = {8, 8}",
        "[PreprocessStd] std is [1.0, 0.0, 1.0]; it divides, so it must not be 0",
        "[Range] @Preprocess has resize = 0; it must be at least 1",
        "[PreprocessChannels] the network takes 8x8x2, but images have 1 channel (luma) or 3; run"
            + " it on a float[] instead",
        "[PreprocessSize] images become 8x8, but the network takes 16x16x3; state crop = {16, 16}");
  }

  @Test
  void aVariantsProblemIsAtTheVariant() {
    assertErrors(
        """
        @Network(height = 8, width = 8, channels = 8) interface Net extends Model {
          @Conv(out = 24, kernel = 3, groups = 8) Layer grouped();
        }
        §@Network(alpha = 0.5, divisor = 4) interface Half extends Net {}
        """,
        "[Groups] \"grouped\" maps 8 channels to 12 in 8 groups; groups must divide both");
  }

  @Test
  void aNetworksProblemIsNotRepeatedByItsVariants() {
    assertErrors(
        """
        @Network(alpha = 0.5) interface Half extends Net {}
        @Network(height = 8, width = 8) interface Net extends Model {
          @Conv(out = 24, kernel = 3, groups = §5) Layer grouped();
        }
        """,
        "[Groups] \"grouped\" maps 3 channels to 24 in 5 groups; groups must divide both");
  }

  @Test
  void aProblemOfAPlainSuperInterfaceIsAtItsLayer() {
    assertErrors(
        """
        interface Body { @Conv(out = 24, kernel = 3, groups = §5) Layer grouped(); }
        @Network(height = 8, width = 8) interface Net extends Body, Model {}
        """,
        "[Groups] \"grouped\" maps 3 channels to 24 in 5 groups; groups must divide both");
  }

  @Test
  void aSecondNetworkGoesOn() {
    Compilation compilation =
        Javac.compile(
            Javac.source("Net", network("@Conv(out = 0, kernel = 3) Layer a();")),
            Javac.source(
                "Good",
                "@Network(height = 8, width = 8) interface Good extends Model {"
                    + " @Softmax Layer a(); }"));
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.notes().stream().map(it -> it.getMessage(null)))
        .anyMatch(note -> note.startsWith("Good: "));
  }
}
