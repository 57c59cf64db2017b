package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ValueType;
import java.util.Map;

/**
 * SQL that reads a number of the declared type out of a text, and that sums such numbers. Whatever
 * is not a number, does not fit or would have to be rounded is NULL, and so is a sum that does not
 * fit: nothing here fails a query. A number counts however it is spelled: 5, 5.0, 5e0.
 */
final class ValueSql {

  private static final int WIDEST = 38;
  private static final int SPARE_SCALE = 18;

  /**
   * A number as JSON may spell it, short enough to be read fast: casting 1e100000000 to a decimal
   * would write out all its digits.
   */
  private static final String NUMBER =
      "^[+-]?([0-9]{1,40}[.]?[0-9]{0,40}|[.][0-9]{1,40})([eE][+-]?[0-9]{1,3})?$";

  private final ValueType type;

  ValueSql(ValueType type) {
    this.type = type;
  }

  /**
   * The number in a text.
   *
   * @param text an expression of type varchar, as json_extract_scalar yields it
   */
  String number(String text) {
    String template =
        switch (type.kind()) {
          case INT, BIGINT ->
              """
              coalesce(
                try_cast(${text} AS ${type}),
                CASE WHEN ${isNumber} AND try_cast(${text} AS ${wide}) % 1 = 0
                  THEN try_cast(try_cast(${text} AS ${wide}) AS ${type}) END)""";
          case DECIMAL ->
              """
              CASE WHEN ${isNumber}
                AND try_cast(${text} AS ${type}) = try_cast(${text} AS ${wide})
                THEN try_cast(${text} AS ${type}) END""";
          case DOUBLE, FLOAT ->
              """
              CASE WHEN ${isNumber}
                AND is_finite(try_cast(${text} AS ${wide}))
                THEN try_cast(${text} AS ${type}) END""";
        };
    String isNumber = "regexp_like(%s, '%s')".formatted(text, NUMBER);
    return SqlTemplate.fill(
        template, Map.of("text", text, "type", type.trino(), "wide", wide(), "isNumber", isNumber));
  }

  /** The sum of numbers of this type, cast back to it. */
  String sum(String number) {
    String template =
        switch (type.kind()) {
          case INT, BIGINT, DECIMAL -> "try_cast(sum(CAST(${number} AS ${sum})) AS ${type})";
          case DOUBLE, FLOAT ->
              """
              CASE WHEN is_finite(CAST(sum(CAST(${number} AS ${sum})) AS ${type}))
                THEN CAST(sum(CAST(${number} AS ${sum})) AS ${type}) END""";
        };
    return SqlTemplate.fill(
        template, Map.of("number", number, "sum", sumType(), "type", type.trino()));
  }

  /** The sum of numbers of this type, cast back to it; fails the query when it does not fit. */
  String exactSum(String number) {
    return "CAST(sum(CAST(%s AS %s)) AS %s)".formatted(number, sumType(), type.trino());
  }

  /**
   * A sum of this type as part of another: no value is 0, as the job that was there before this one
   * has written it, and even the smallest can be subtracted.
   *
   * @param sign empty or {@code -}
   */
  String summand(String sign, String number) {
    return "coalesce(%sCAST(%s AS %s), 0)".formatted(sign, number, sumType());
  }

  private String sumType() {
    return switch (type.kind()) {
      case INT, BIGINT -> "decimal(38, 0)";
      case DECIMAL -> "decimal(38, %d)".formatted(type.scale());
      case DOUBLE, FLOAT -> "double";
    };
  }

  /** A type with more digits behind the point, which shows whether a number was rounded. */
  private String wide() {
    return switch (type.kind()) {
      case INT, BIGINT -> "decimal(38, %d)".formatted(SPARE_SCALE);
      case DECIMAL -> {
        int wholeDigits = type.precision() - type.scale();
        int scale = Math.min(WIDEST - wholeDigits, type.scale() + SPARE_SCALE);
        yield "decimal(38, %d)".formatted(scale);
      }
      case DOUBLE, FLOAT -> type.trino();
    };
  }
}
