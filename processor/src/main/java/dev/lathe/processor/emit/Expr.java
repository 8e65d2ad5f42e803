package dev.lathe.processor.emit;

/** Spells integer expressions without terms and factors that change nothing. */
final class Expr {

  private Expr() {}

  /** {@code "base + 3"}, {@code "base - 3"}, or the base alone; a number is added to. */
  static String plus(String base, int value) {
    if (value == 0) {
      return base;
    }
    if (!base.isEmpty() && base.chars().allMatch(Character::isDigit)) {
      return "" + (Integer.parseInt(base) + value);
    }
    return base + (value > 0 ? " + " + value : " - " + -value);
  }

  /** {@code "name * 3"}, or {@code "(a + b) * 3"} for a sum. */
  static String times(String name, int factor) {
    if (factor == 0 || name.equals("0")) {
      return "0";
    }
    if (factor == 1) {
      return name;
    }
    boolean sum = !name.startsWith("(") && (name.contains(" + ") || name.contains(" - "));
    return (sum ? "(" + name + ")" : name) + " * " + factor;
  }

  /** {@code "3 * stride"}. */
  static String steps(int count, String stride) {
    return count == 1 ? stride : count + " * " + stride;
  }

  /** {@code " + 3 * stride"}, to go behind a place. */
  static String plusSteps(int count, String stride) {
    return count == 0 ? "" : " + " + steps(count, stride);
  }

  /** {@code "name / 3"}. */
  static String over(String name, int divisor) {
    return divisor == 1 ? name : name + " / " + divisor;
  }

  /** {@code "Math.ceilDiv(name, 3)"}. */
  static String overUp(String name, int divisor) {
    return divisor == 1 ? name : "Math.ceilDiv(" + name + ", " + divisor + ")";
  }

  /** The units of a kernel before those of a panel, as an operand: {@code "p * 7"}. */
  static String unitsBefore(String panel, int unitsOfPanel, int before) {
    String units = panel + " * " + unitsOfPanel;
    return before == 0 ? units : "(" + plus(units, before) + ")";
  }
}
