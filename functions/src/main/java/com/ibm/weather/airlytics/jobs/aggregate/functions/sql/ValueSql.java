package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ValueType;
import java.util.Map;

/**
 * SQL that reads a number of the declared type out of a text, and that sums such numbers. Whatever
 * is not a number, does not fit or would have to be rounded is NULL, and so is a sum that does not
 * fit: nothing here fails a query. A number counts however it is spelled: 5, 5.0, 5e0.
 */
final class ValueSql {

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
                CASE WHEN ${isNumber} AND ${fits}
                  THEN try_cast(try_cast(${text} AS decimal(38, 0)) AS ${type}) END)""";
          case DECIMAL, DOUBLE, FLOAT ->
              """
              CASE WHEN ${isNumber} AND ${fits}
                THEN try_cast(${text} AS ${type}) END""";
        };
    return SqlTemplate.fill(
        template,
        Map.of(
            "text", text,
            "type", type.trino(),
            "isNumber", "regexp_like(%s, '%s')".formatted(text, NUMBER),
            "fits", fits(text)));
  }

  /** Whether a number that can be cast is not rounded thereby. */
  private String fits(String text) {
    return switch (type.kind()) {
      case INT, BIGINT -> decimals(text) + " <= 0";
      case DECIMAL -> decimals(text) + " <= " + type.scale();
      case DOUBLE, FLOAT -> "is_finite(try_cast(%s AS %s))".formatted(text, type.trino());
    };
  }

  /**
   * How many digits behind the point a number needs: those that are written there, less the zeros
   * at the end of all digits, less the exponent. No type is wide enough to show it for every other.
   */
  private static String decimals(String text) {
    String mantissa = "split_part(lower(%s), 'e', 1)".formatted(text);
    return SqlTemplate.fill(
        """
        CASE WHEN regexp_like(${text}, '^[+-]?[0.]+([eE]|$)') THEN 0
          ELSE coalesce(length(split_part(${mantissa}, '.', 2)), 0)
            - length(${digits}) + length(regexp_replace(${digits}, '0+$', ''))
            - coalesce(try_cast(split_part(lower(${text}), 'e', 2) AS integer), 0) END""",
        Map.of(
            "text", text,
            "mantissa", mantissa,
            "digits", "replace(%s, '.', '')".formatted(mantissa)));
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
}
