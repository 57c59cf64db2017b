package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Trino reads text as a value of another type, and writes floating-point numbers as text. */
final class TextCasts {

  private static final int SAFE_DIGITS = 18;
  private static final Pattern DATE = Pattern.compile("(\\d{4,6})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          DATE.pattern() + "(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?");

  private TextCasts() {}

  /** The integer, with an optional sign and nothing else around its digits. */
  static OptionalLong toLong(String text, long least, long most) {
    int length = text.length();
    int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    if (length == start || length - start > SAFE_DIGITS) {
      return parsedLong(text, least, most);
    }
    long value = 0;
    for (int index = start; index < length; index++) {
      int digit = text.charAt(index) - '0';
      if (digit < 0 || digit > 9) {
        return parsedLong(text, least, most);
      }
      value = value * 10 + digit;
    }
    return within(text.charAt(0) == '-' ? -value : value, least, most);
  }

  private static OptionalLong parsedLong(String text, long least, long most) {
    for (int index = text.isEmpty() ? 0 : 1; index < text.length(); index++) {
      if (!Character.isDigit(text.charAt(index))) {
        return OptionalLong.empty();
      }
    }
    try {
      return within(Long.parseLong(text), least, most);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong within(long value, long least, long most) {
    return value < least || value > most ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** Java's reading: spaces around, {@code 1.5d}, {@code 0x1p3}, {@code NaN}, {@code Infinity}. */
  static Optional<Double> toDouble(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Float> toReal(String text) {
    try {
      return Optional.of(Float.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The digits of the decimal, rounded half up to its scale; empty when they exceed it. */
  static Optional<String> toDecimal(String text, int precision, int scale) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() != 0 && (long) value.precision() - value.scale() > precision - scale) {
        return Optional.empty();
      }
      BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
      return rounded.precision() > precision
          ? Optional.empty()
          : Optional.of(rounded.toPlainString());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Boolean> toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "t", "true", "1" -> Optional.of(true);
      case "f", "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<LocalDate> toDate(String text) {
    Matcher matcher = DATE.matcher(text.strip());
    try {
      return matcher.matches() ? Optional.of(date(matcher)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDate date(Matcher matcher) {
    return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
  }

  /** A timestamp with the milliseconds that Athena keeps, rounded. */
  static Optional<LocalDateTime> toTimestamp(String text) {
    Matcher matcher = TIMESTAMP.matcher(text.strip());
    try {
      return matcher.matches() ? Optional.of(timestamp(matcher)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime timestamp(Matcher matcher) {
    LocalTime time = LocalTime.of(number(matcher, 4), number(matcher, 5), number(matcher, 6));
    String fraction = matcher.group(7) == null ? "0" : matcher.group(7);
    long milliseconds =
        new BigDecimal("0." + fraction)
            .movePointRight(3)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return date(matcher).atTime(time).plusNanos(milliseconds * 1_000_000);
  }

  private static int number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
  }

  static String doubleText(double value) {
    return scientific(value, "0.0###################E0");
  }

  static String realText(float value) {
    return scientific(value, "0.0#####E0");
  }

  private static String scientific(double value, String pattern) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
