package dev.lathe.weights;

import dev.lathe.weights.SafetensorsHeader.InvalidHeaderException;

/** Reads the tokens of strict JSON (RFC 8259) that a safetensors header consists of. */
final class JsonCursor {

  private final String text;
  private int position;

  JsonCursor(String text) {
    this.text = text;
  }

  /** Whether the text begins with the character. */
  boolean startsWith(char c) {
    return !text.isEmpty() && text.charAt(0) == c;
  }

  /** Reads a punctuation mark. */
  void open(char mark) throws InvalidHeaderException {
    if (peek() != mark) {
      throw expected("'" + mark + "'");
    }
    position++;
  }

  /** Reads what separates elements; false if it is the mark that closes their list. */
  boolean more(char close, boolean first) throws InvalidHeaderException {
    if (peek() == close) {
      position++;
      return false;
    }
    if (!first) {
      open(',');
    }
    return true;
  }

  /** Reads an unsigned whole number. */
  long number() throws InvalidHeaderException {
    peek();
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    String digits = text.substring(start, position);
    if (digits.isEmpty() || (digits.length() > 1 && digits.charAt(0) == '0')) {
      throw expected("a whole number");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw expected("a number below 2^63");
    }
  }

  /** Reads a string. */
  String string() throws InvalidHeaderException {
    open('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return checkSurrogates(value);
      } else if (c < 0x20) {
        throw expected("no control character in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  /** Checks that nothing but white space follows. */
  void end() throws InvalidHeaderException {
    peek();
    if (position < text.length()) {
      throw expected("the end");
    }
  }

  /** An exception that says what was expected here. */
  InvalidHeaderException expected(String what) {
    return new InvalidHeaderException(
        "has a header that is not as the format demands: expected "
            + what
            + " at character "
            + position);
  }

  /** Skips white space and returns the character behind it, or 0 at the end. */
  private char peek() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private char next() throws InvalidHeaderException {
    if (position == text.length()) {
      throw expected("the rest of a string");
    }
    return text.charAt(position++);
  }

  private char escaped() throws InvalidHeaderException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw expected("an escape that JSON knows");
    };
  }

  private char codeUnit() throws InvalidHeaderException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw expected("four hexadecimal digits");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  /** Escapes may spell half a surrogate pair, which is no character. */
  private String checkSurrogates(StringBuilder value) throws InvalidHeaderException {
    if (value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw expected("whole surrogate pairs in a string");
    }
    return value.toString();
  }
}
