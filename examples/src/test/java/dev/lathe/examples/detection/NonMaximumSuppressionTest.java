package dev.lathe.examples.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NonMaximumSuppressionTest {

  private static final float MOST = 0.4f;

  @Example
  void overlapIsIntersectionOverUnion() {
    Box box = new Box(0, 0, 2, 2);
    assertThat(box.overlap(new Box(1, 1, 3, 3))).isCloseTo(1f / 7, within(1e-7f));
    assertThat(box.overlap(box)).isEqualTo(1);
    assertThat(box.overlap(new Box(0, 0, 2, 1))).isEqualTo(0.5f);
    assertThat(box.overlap(new Box(2, 0, 4, 2))).isZero();
    assertThat(box.overlap(new Box(3, 3, 4, 4))).isZero();
  }

  /** Greedy, so neither too much nor too little is kept. */
  @Property
  void theKeptAreApartAndTheDroppedOverlapALikelierOne(
      @ForAll("detections") List<Detection> detections) {
    List<Detection> kept = NonMaximumSuppression.keepBest(detections, MOST);
    assertThat(kept).isSubsetOf(detections).isSortedAccordingTo(likeliestFirst());
    for (Detection detection : detections) {
      List<Detection> likelier =
          kept.stream().filter(best -> best.score() > detection.score()).toList();
      boolean covered =
          likelier.stream().anyMatch(best -> best.box().overlap(detection.box()) > MOST);
      assertThat(kept.contains(detection)).isNotEqualTo(covered);
    }
  }

  /** Of different scores, the likeliest first, on a grid so coarse that many overlap. */
  @Provide
  Arbitrary<List<Detection>> detections() {
    Arbitrary<Integer> corner = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> extent = Arbitraries.integers().between(1, 6);
    Arbitrary<Float> score = Arbitraries.integers().between(1, 10_000).map(i -> i / 10_000f);
    return Combinators.combine(score, corner, corner, extent, extent)
        .as((s, x, y, width, height) -> new Detection(1, s, new Box(x, y, x + width, y + height)))
        .list()
        .ofMaxSize(40)
        .uniqueElements(Detection::score)
        .map(list -> list.stream().sorted(likeliestFirst()).toList());
  }

  private static Comparator<Detection> likeliestFirst() {
    return Comparator.comparingDouble(Detection::score).reversed();
  }
}
