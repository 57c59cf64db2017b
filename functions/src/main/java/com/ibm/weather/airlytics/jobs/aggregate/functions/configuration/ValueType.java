package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the aggregated value: {@code int}, {@code bigint}, {@code double}, {@code float} or
 * {@code decimal(p,s)}.
 *
 * @param kind the type without its parameters
 * @param precision the digits of a decimal, 1 to 38; 0 for other types
 * @param scale the digits of a decimal behind the point, 0 to precision; 0 for other types
 */
public record ValueType(Kind kind, int precision, int scale) {

  /** The types by name. */
  public enum Kind {
    INT,
    BIGINT,
    DOUBLE,
    FLOAT,
    DECIMAL
  }

  private static final int LARGEST_PRECISION = 38;
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\s*\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");

  /** Reads a type as the configuration spells it; empty when it is none of the five. */
  public static Optional<ValueType> parse(String text) {
    String type = text.strip().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      boolean valid = precision >= 1 && precision <= LARGEST_PRECISION && scale <= precision;
      return valid ? Optional.of(new ValueType(Kind.DECIMAL, precision, scale)) : Optional.empty();
    }
    return switch (type) {
      case "int" -> Optional.of(new ValueType(Kind.INT, 0, 0));
      case "bigint" -> Optional.of(new ValueType(Kind.BIGINT, 0, 0));
      case "double" -> Optional.of(new ValueType(Kind.DOUBLE, 0, 0));
      case "float" -> Optional.of(new ValueType(Kind.FLOAT, 0, 0));
      default -> Optional.empty();
    };
  }

  /** Whether sums of this type do not depend on the order of adding and subtracting. */
  public boolean isExact() {
    return kind != Kind.DOUBLE && kind != Kind.FLOAT;
  }

  /** The type in Hive's DDL, which is also the configuration's spelling. */
  public String hive() {
    return kind == Kind.DECIMAL
        ? "decimal(%d,%d)".formatted(precision, scale)
        : kind.name().toLowerCase(Locale.ROOT);
  }

  /** The type in Trino's SQL. */
  public String trino() {
    return kind == Kind.FLOAT ? "real" : hive();
  }

  @Override
  public String toString() {
    return hive();
  }
}
