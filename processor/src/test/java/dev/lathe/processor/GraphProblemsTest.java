package dev.lathe.processor;

import static dev.lathe.processor.MarkedErrors.assertErrors;
import static dev.lathe.processor.MarkedErrors.network;

import org.junit.jupiter.api.Test;

/** What is illegal between layers, and in blocks, is an error at the value that the user wrote. */
class GraphProblemsTest {

  private static String block(String attributes, String layers, String use) {
    return "@Block @interface Group {\n"
        + attributes
        + "\ninterface Layers {\n"
        + layers
        + "\n}}\n"
        + network(use);
  }

  @Test
  void namesAreOfLayersAbove() {
    assertErrors(
        network(
            """
              @Pointwise(out = 4) Layer one();
              @From(§"tow") @Pointwise(out = 4) Layer two();
              @Add({"one", §"three"}) Layer sum();
              @Concat(§"self") Layer self();
              @Multiply(§"one.project") Layer tap();
              @Upsample(like = §"nobody") Layer like();
              @Residual(from = §"last") Layer three();
              @Pointwise(out = 2) Layer last();
            """),
        "[UnknownLayer] \"two\" reads \"tow\", which there is not; the layers above it are input,"
            + " one",
        "[LaterLayer] \"sum\" reads \"three\", which is declared below it; it can read those above"
            + " it: input, one, two",
        "[LaterLayer] \"self\" reads \"self\", which is itself; it can read those above it: input,"
            + " one, two, sum",
        "[UnknownLayer] \"tap\" reads \"one.project\", which there is not; the layers above it are"
            + " input, one, two, sum, self",
        "[UnknownLayer] \"like\" reads \"nobody\", which there is not; the layers above it are"
            + " input, one, two, sum, self, tap",
        "[LaterLayer] \"three\" reads \"last\", which is declared below it; it can read those above"
            + " it: input, one, two, sum, self, tap, like");
  }

  @Test
  void layersReadAsManyAsTheyTake() {
    assertErrors(
        network(
            """
              @Pointwise(out = 4) Layer one();
              @From({"input", §"one"}) @Pointwise(out = 4) Layer two();
              @From(§"one") @Input(height = 8, width = 8, channels = 4) Layer more();
              @Add("two") Layer sum();
            """),
        "[From] \"two\" names 2 layers to read; @Pointwise reads 1",
        "[From] \"more\" names 1 layers to read; @Input reads 0");
  }

  @Test
  void shapesMustFit() {
    assertErrors(
        network(
            """
              @Output @Pointwise(out = 6) Layer wide();
              @Output @From("input") @MaxPool(kernel = 2) Layer small();
              @Output @From("wide") @Add(§"input") Layer sum();
              @Output @From("wide") @Concat(§{"input", "small"}) Layer all();
              @Output @From("wide") @Stack(§"input") Layer stack();
              @Output @From("wide") @Multiply(§"small") Layer product();
              @Output @From("small") @Residual(skip = Skip§.ALWAYS) Layer skip();
              @Output @From("small") @Pad(pads = §4, border = Border.REFLECT) Layer pad();
              @Output @From("small") @Upsample(scale = §0.1) Layer none();
              @Output @From("small") @ConvTranspose(out = 4, kernel = 1, pads = §9) Layer cut();
            """),
        "[AddShape] \"sum\" adds 8x8x6 to 8x8x4; only equal shapes can be added",
        "[ConcatShape] \"all\" concatenates 8x8x6 and 4x4x4; heights and widths must be equal",
        "[StackShape] \"stack\" stacks 8x8x6 and 8x8x4; widths and channels must be equal",
        "[MultiplyShape] \"product\" multiplies 8x8x6 by 4x4x4; a factor is of the same shape, a"
            + " gate of one pixel or a mask of one channel",
        "[ResidualShape] \"skip\" adds 4x4x4 to 8x8x4; a skip needs stride 1 and equal channels",
        "[Pads] \"pad\" mirrors {4, 4, 4, 4} pixels of 4x4x4; there must be more rows and columns"
            + " than pads",
        "[Upsample] \"none\" scales 4x4x4 by 0.1 and 0.1 to nothing; scale by more",
        "[WindowFit] \"cut\" cuts {9, 9, 9, 9} pixels from what 4x4x4 becomes; cut less, or slide a"
            + " larger window");
  }

  @Test
  void partsDivideTheChannels() {
    assertErrors(
        network(
            """
              @Shuffle(groups = §3) Layer shuffle();
              @Split(part = 0, of = §3) Layer split();
            """),
        "[Groups] \"shuffle\" takes 4 channels as 3 equal parts; the number must divide the"
            + " channels",
        "[Groups] \"split\" takes 4 channels as 3 equal parts; the number must divide the"
            + " channels");
    assertErrors(
        network("@Split(part = §2) Layer none();"),
        "[Range] \"none\" has part = 2 of 2; the last is 1");
  }

  @Test
  void everyLayerIsUsed() {
    assertErrors(
        """
        §@Network(height = 8, width = 8, channels = 4) interface Net extends Model {
          @Input(height = 8, width = 8, channels = 4) Layer other();
          @Pointwise(out = 4, activation = RELU) Layer one();
          @From("other") §@Pointwise(out = 4, activation = RELU) Layer idle();
          @From("one") @Output @Pointwise(out = 4) Layer two();
          §@MBConv(t = 2, out = 3) Layer last();
        }
        """,
        "[UnusedLayer] \"input\" is read by no layer and is no output; name it in a @From, mark it"
            + " with @Output or remove it",
        "[UnusedLayer] \"idle\" is read by no layer and is no output; name it in a @From, mark it"
            + " with @Output or remove it",
        "[UnusedLayer] \"last\" is read by no layer and is no output; name it in a @From, mark it"
            + " with @Output or remove it");
  }

  @Test
  void outputsHaveNamesOfTheirOwn() {
    assertErrors(
        network(
            """
              @Output("map") @Pointwise(out = 4) Layer one();
              @Output(§"map") @Pointwise(out = 4) Layer two();
            """),
        "[NetworkOutput] \"two\" is an output called \"map\", as \"one\" is; give it a name of its"
            + " own");
    assertErrors(
        network(
            """
              @Output(§"a map") @Pointwise(out = 4) Layer three();
              @Output(§"hashCode") @Pointwise(out = 4) Layer four();
            """),
        "[NetworkOutput] \"three\" is an output called \"a map\", which no accessor can be; take a"
            + " Java name",
        "[NetworkOutput] \"four\" is an output called \"hashCode\", which no accessor can be; take"
            + " a Java name");
  }

  @Test
  void inputsStateTheirShape() {
    assertErrors(
        network(
            """
              @Input(height = §0, width = 8, channels = 4) Layer flat();
              @Add("input") Layer sum();
            """),
        "[Range] \"flat\" has height = 0; it must be at least 1");
    assertErrors(
        network("  §@Input Layer shapeless(); @Add(\"input\") Layer sum();"),
        "[NetworkInput] \"shapeless\" is an input of no shape; state its height, width and"
            + " channels");
  }

  @Test
  void slopesBelongToActivationsThatHaveOne() {
    assertErrors(
        network(
            """
              @Activate(activation = RELU, slope = §0.1) Layer a();
              @Activate(activation = GELU, shared = §true) Layer b();
              @Activate(activation = ELU, slope = §-1) Layer c();
              @Conv(out = 4, kernel = 3, slope = §0.1) Layer d();
              @Dense(out = 4, activation = PRELU, slope = §0.1) Layer e();
              @MBConv(t = 6, out = 4, slope = §0.1, se = @SE(r = 2, slope = §0.1)) Layer f();
              @SqueezeExcite(r = 2, gateSlope = §0.1) Layer g();
            """),
        "[Slope] \"a\" states a slope, but RELU has none; drop it",
        "[Slope] \"b\" states shared, but GELU learns no slopes; drop it",
        "[Range] \"c\" has slope = -1.0; it must be positive and finite",
        "[Slope] \"d\" states a slope, but NONE has none; drop it",
        "[Slope] \"e\" states a slope, but PRELU has none; drop it",
        "[Slope] \"f\" states a slope, but RELU6 has none; drop it",
        "[Slope] \"f\" states a slope, but RELU has none; drop it",
        "[Slope] \"g\" states a slope, but SIGMOID has none; drop it");
  }

  @Test
  void upsamplingHasOneTarget() {
    assertErrors(
        network(
            """
              §@Upsample Layer a();
              @Upsample(scale = 2, size = §9) Layer b();
              @Upsample(scale = §{1, 2, 3}) Layer c();
              @Upsample(scale = §-1) Layer d();
              @ConvTranspose(out = 4, kernel = 2, stride = 2, outputPadding = §2) Layer e();
            """),
        "[Upsample] \"a\" states no scale, size or like; scale = 2 doubles height and width",
        "[Upsample] \"b\" states scale and size; one of them says it all",
        "[ArrayLength] \"c\" has 3 numbers as scale; state one, or {vertical, horizontal}",
        "[Range] \"d\" has scale = [-1.0]; it must be positive and finite",
        "[Pads] \"e\" has outputPadding = 2x2 at a stride of 2x2; it must be smaller than the"
            + " stride or the dilation");
  }

  @Test
  void whatABlockIsGivenIsWrongWhereItIsGiven() {
    assertErrors(
        block(
            "int out(); int stride(); int OUT = Parameter.A, STRIDE = Parameter.B;",
            """
              @Conv(out = OUT, kernel = §40000, stride = STRIDE) Layer conv();
            """,
            "@Group(out = §-3, stride = §-1) Layer group();"),
        "[Range] \"group.conv\" has kernel = 40000; it must be at most 32768",
        "[Range] \"group.conv\" has out = -3; it must be at least 1",
        "[Range] \"group.conv\" has stride = -1; it must be at least 1");
  }

  @Test
  void aBlocksLayersAreCheckedWhereTheyAreDeclared() {
    assertErrors(
        block(
            "",
            """
              Layer §bare();
              @Softmax Layer §input();
            """,
            "@Pointwise(out = 4) Layer outside(); @Group Layer group();"),
        "[LayerAnnotation] \"group.bare\" has no layer annotation; add one, such as @Conv, or a"
            + " body",
        "[LayerName] \"group.input\" has the name of what the block reads; rename the layer");
    assertErrors(
        block(
            "",
            """
              @Pointwise(out = 6, groups = §4) Layer grouped();
              @From(§"outside") @Pointwise(out = 4) Layer tap();
              §@Input(height = 8, width = 8, channels = 4) Layer more();
              @Add("input") Layer sum();
            """,
            "@Pointwise(out = 4) Layer outside(); @From({\"outside\", \"input\"}) @Group Layer"
                + " group();"),
        "[Groups] \"group.grouped\" maps 4 channels to 6 in 4 groups; groups must divide both",
        "[UnknownLayer] \"group.tap\" reads \"outside\", which there is not; the layers above it"
            + " are input, grouped",
        "[NetworkInput] \"group.more\" is an input of a block and states a shape; it has that of"
            + " what is read");
  }

  @Test
  void blocksAreMadeRight() {
    assertErrors(
        """
        @Block @interface Empty {}
        @Block @interface Itself { interface Layers { §@Itself Layer again(); } }
        @Block @interface Nothing {
          int out() default 0;
          int OUT = Parameter.A;
          interface Layers { @Pointwise(out = OUT) Layer a(); }
        }
        @Network(height = 8, width = 8) interface Net extends Model {
          §@Empty Layer empty();
          @Itself Layer itself();
        }
        @Network(height = 8, width = 8) interface Other extends Model {
          §@Nothing Layer nothing();
        }
        """,
        "[Block] \"itself.again\": @Itself is part of itself; a block is made of others",
        "[Block] \"empty\": @Empty has 0 nested interfaces; a block has one, whose methods are its"
            + " layers",
        "[IdleLayer] \"nothing\" returns what it reads; remove it, or see why it has nothing to"
            + " do");
  }

  @Test
  void parametersStandForAttributes() {
    assertErrors(
        """
        @Block @interface Loose {
          String word() default "";
          int LONE = Parameter.A, WORD = Parameter.B, SAME = Parameter.A;
          interface Layers { @Conv(out = §LONE, kernel = Parameter§.C) Layer a(); }
        }
        @Network(height = 8, width = 8) interface Net extends Model {
          §§§§@Loose Layer loose();
        }
        @Network(height = 8, width = 8) interface Other extends Model {
          @Pointwise(out = Parameter§.D) Layer a();
        }
        """,
        "[BlockParameter] \"loose.a\" has a parameter as out that stands for nothing here; state a"
            + " number, or declare a constant of the block's annotation for it",
        "[BlockParameter] \"loose.a\" has a parameter as kernel that stands for nothing here; state"
            + " a number, or declare a constant of the block's annotation for it",
        "[BlockParameter] \"loose\": @Loose has LONE, which stands for no attribute; declare one of"
            + " that name",
        "[BlockParameter] \"loose\": @Loose has the attribute word of type java.lang.String; a"
            + " block's are int or int[]",
        "[BlockParameter] \"loose\": @Loose takes one parameter as LONE and SAME; take another for"
            + " one of them",
        "[BlockParameter] \"loose\": @Loose has SAME, which stands for no attribute; declare one of"
            + " that name",
        "[BlockParameter] \"a\" has a parameter as out that stands for nothing here; state a"
            + " number, or declare a constant of the block's annotation for it");
  }

  @Test
  void outputsOfBlocksAreTheBlocks() {
    assertErrors(
        block("", "§@Output @Pointwise(out = 6) Layer inside();", "@Group Layer group();"),
        "[NetworkOutput] \"group.inside\" is an output inside of a block, where nobody can reach"
            + " it; mark the layer that uses the block");
  }

  @Test
  void blocksUseTheirLayersAndReadAsManyAsTheyTake() {
    assertErrors(
        block(
            "",
            """
              §@Pointwise(out = 6) Layer idle();
              @Input Layer upper();
              @Add("input") Layer sum();
            """,
            "@From({\"input\", \"input\"}) @Group Layer group();"),
        "[UnusedLayer] \"group.idle\" is read by no layer and is no output; name it in a @From,"
            + " mark it with @Output or remove it");
    assertErrors(
        block("", "@Input Layer upper(); @Add(\"input\") Layer sum();", "§@Group Layer group();"),
        "[From] \"group\" names 0 layers to read; @Group reads 2");
  }
}
