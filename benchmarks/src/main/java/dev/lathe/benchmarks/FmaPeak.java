package dev.lathe.benchmarks;

import dev.lathe.runtime.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-accumulates that a core can do with this process's vectors: fused multiply-adds
 * on registers alone, in twelve chains. Twelve hide the latency of any current core (4 cycles × 2 a
 * cycle) and fit, with two factors, into 16 registers.
 */
final class FmaPeak {

  /** Vector FMAs of one {@link #block}. */
  static final int VECTOR_FMAS = 12 * 4096;

  private static final VectorSpecies<Float> SPECIES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.count() * Float.SIZE));

  private FmaPeak() {}

  /** MACs of one {@link #block}. */
  static long macs() {
    return (long) VECTOR_FMAS * Lanes.count();
  }

  /** Runs 4096 steps of all chains; the sum keeps them alive. */
  static float block(float x, float w) {
    FloatVector vx = FloatVector.broadcast(SPECIES, x);
    FloatVector vw = FloatVector.broadcast(SPECIES, w);
    FloatVector a0 = vw;
    FloatVector a1 = vw;
    FloatVector a2 = vw;
    FloatVector a3 = vw;
    FloatVector a4 = vw;
    FloatVector a5 = vw;
    FloatVector a6 = vw;
    FloatVector a7 = vw;
    FloatVector a8 = vw;
    FloatVector a9 = vw;
    FloatVector a10 = vw;
    FloatVector a11 = vw;
    for (int step = 0; step < VECTOR_FMAS / 12; step++) {
      a0 = vx.fma(vw, a0);
      a1 = vx.fma(vw, a1);
      a2 = vx.fma(vw, a2);
      a3 = vx.fma(vw, a3);
      a4 = vx.fma(vw, a4);
      a5 = vx.fma(vw, a5);
      a6 = vx.fma(vw, a6);
      a7 = vx.fma(vw, a7);
      a8 = vx.fma(vw, a8);
      a9 = vx.fma(vw, a9);
      a10 = vx.fma(vw, a10);
      a11 = vx.fma(vw, a11);
    }
    FloatVector low = a0.add(a1).add(a2).add(a3).add(a4).add(a5);
    FloatVector high = a6.add(a7).add(a8).add(a9).add(a10).add(a11);
    return low.lane(0) + high.lane(SPECIES.length() - 1);
  }
}
