package dev.lathe.annotation;

/**
 * Numbers that stand for the attributes of a {@link Block} in its layers. A constant of the block's
 * annotation takes one, {@code int MID = Parameter.A}, and so stands for the attribute {@code mid}.
 * They are no numbers to calculate with.
 */
public final class Parameter {

  /** The first parameter. */
  public static final int A = Integer.MIN_VALUE;

  /** The second parameter. */
  public static final int B = Integer.MIN_VALUE + 1;

  /** The third parameter. */
  public static final int C = Integer.MIN_VALUE + 2;

  /** The fourth parameter. */
  public static final int D = Integer.MIN_VALUE + 3;

  /** The fifth parameter. */
  public static final int E = Integer.MIN_VALUE + 4;

  /** The sixth parameter. */
  public static final int F = Integer.MIN_VALUE + 5;

  /** The seventh parameter. */
  public static final int G = Integer.MIN_VALUE + 6;

  /** The eighth parameter. */
  public static final int H = Integer.MIN_VALUE + 7;

  /** The ninth parameter. */
  public static final int I = Integer.MIN_VALUE + 8;

  /** The tenth parameter. */
  public static final int J = Integer.MIN_VALUE + 9;

  /** The eleventh parameter. */
  public static final int K = Integer.MIN_VALUE + 10;

  /** The twelfth parameter. */
  public static final int L = Integer.MIN_VALUE + 11;

  /** How many there are. */
  public static final int COUNT = 12;

  private Parameter() {}

  /** Whether a number stands for an attribute. */
  public static boolean is(int number) {
    return number < Integer.MIN_VALUE + COUNT;
  }
}
