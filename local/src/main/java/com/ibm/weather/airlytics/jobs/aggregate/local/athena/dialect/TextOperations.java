package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Trino's functions on text where DuckDB's own differ, and arithmetic on the text of decimals. */
final class TextOperations {

  private static final int LONGEST = 1_000_000;

  private TextOperations() {}

  /** Java's regular expressions with {@code \\n} as the only line end, as in Trino's library. */
  static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression, Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw TrinoFunctionException.invalidArgument(
          "Invalid pattern '%s': %s".formatted(expression, e.getDescription()));
    }
  }

  static String replaceAll(String text, Pattern pattern, String replacement) {
    try {
      return pattern.matcher(text).replaceAll(replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw TrinoFunctionException.invalidArgument("Illegal replacement sequence: " + replacement);
    }
  }

  /** The part at a position from 1, or empty behind the last one. */
  static Optional<String> splitPart(String text, String delimiter, long position) {
    if (position < 1) {
      throw TrinoFunctionException.invalidArgument("Index must be greater than zero");
    }
    if (delimiter.isEmpty()) {
      long characters = text.codePointCount(0, text.length());
      return position > characters ? Optional.empty() : Optional.of(substring(text, position, 1));
    }
    int start = 0;
    for (long current = 1; current < position; current++) {
      int end = text.indexOf(delimiter, start);
      if (end < 0) {
        return Optional.empty();
      }
      start = end + delimiter.length();
    }
    int end = text.indexOf(delimiter, start);
    return Optional.of(end < 0 ? text.substring(start) : text.substring(start, end));
  }

  /** From a position counted from 1, or from the end when negative; outside the text, nothing. */
  static String substring(String text, long start, long length) {
    int characters = text.codePointCount(0, text.length());
    if (start == 0 || Math.abs(start) > characters || length <= 0) {
      return "";
    }
    int first = (int) (start > 0 ? start - 1 : characters + start);
    int count = (int) Math.min(length, characters - first);
    int from = text.offsetByCodePoints(0, first);
    return text.substring(from, text.offsetByCodePoints(from, count));
  }

  /** The text cut, or filled on one side by repeating the padding, to that many characters. */
  static String pad(String text, long size, String padding, boolean left) {
    if (size < 0 || size > LONGEST) {
      throw TrinoFunctionException.invalidArgument(
          "Target length must be in the range [0..%d]".formatted(LONGEST));
    }
    if (padding.isEmpty()) {
      throw TrinoFunctionException.invalidArgument("Padding string must not be empty");
    }
    int missing = (int) size - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return substring(text, 1, size);
    }
    int width = padding.codePointCount(0, padding.length());
    String fill = substring(padding.repeat(missing / width + 1), 1, missing);
    return left ? fill + text : text + fill;
  }

  static String divide(String dividend, String divisor, int scale) {
    return new BigDecimal(dividend)
        .divide(nonZero(divisor), scale, RoundingMode.HALF_UP)
        .toPlainString();
  }

  static String remainder(String dividend, String divisor, int scale) {
    return new BigDecimal(dividend).remainder(nonZero(divisor)).setScale(scale).toPlainString();
  }

  private static BigDecimal nonZero(String divisor) {
    BigDecimal value = new BigDecimal(divisor);
    if (value.signum() == 0) {
      throw new TrinoFunctionException("DIVISION_BY_ZERO", "Division by zero");
    }
    return value;
  }
}
