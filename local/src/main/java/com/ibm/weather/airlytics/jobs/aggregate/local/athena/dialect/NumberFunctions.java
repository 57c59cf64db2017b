package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoType.Kind;
import io.trino.sql.tree.LongLiteral;
import java.util.Map;
import java.util.function.Function;

/** Functions on numbers. */
final class NumberFunctions {

  static final Map<String, Function<Arguments, TypedSql>> RULES =
      Map.ofEntries(
          Map.entry("abs", call -> sameType("abs(%s)", call)),
          Map.entry("floor", call -> whole("floor", call)),
          Map.entry("ceil", call -> whole("ceil", call)),
          Map.entry("ceiling", call -> whole("ceil", call)),
          Map.entry("round", NumberFunctions::round),
          Map.entry("truncate", NumberFunctions::truncate),
          Map.entry("power", NumberFunctions::power),
          Map.entry("pow", NumberFunctions::power),
          Map.entry("is_nan", call -> test("isnan", call)),
          Map.entry("is_finite", call -> test("isfinite", call)),
          Map.entry("is_infinite", call -> test("isinf", call)),
          Map.entry("nan", call -> constant("NaN", call)),
          Map.entry("infinity", call -> constant("Infinity", call)));

  private NumberFunctions() {}

  private static TypedSql sameType(String template, Arguments call) {
    TypedSql value = call.between(1, 1).number(0);
    return new TypedSql(template.formatted(value.sql()), value.type());
  }

  /** The digits of a decimal before its point, with room for one more when it is rounded. */
  private static TypedSql whole(String duckdb, Arguments call) {
    TypedSql value = call.between(1, 1).number(0);
    if (value.type().isInteger()) {
      return value;
    }
    TrinoType type = value.type();
    if (type.is(Kind.DECIMAL)) {
      int digits = type.precision() - type.scale() + Math.min(type.scale(), 1);
      type = TrinoType.decimal(Math.max(1, digits), 0);
    }
    return cast("%s(%s)".formatted(duckdb, value.sql()), type);
  }

  private static TypedSql round(Arguments call) {
    if (call.between(1, 2).size() == 1) {
      return whole("round", call);
    }
    TypedSql value = call.number(0);
    if (value.type().isFloating()) {
      return cast(
          "round(%s, %s)".formatted(value.sql(), call.as(TrinoType.INTEGER, 1)), value.type());
    }
    if (value.type().is(Kind.DECIMAL)
        && call.expressions().get(1) instanceof LongLiteral digits
        && digits.getParsedValue() <= value.type().scale()) {
      TrinoType type = value.type();
      return cast(
          "round(%s, %d)".formatted(value.sql(), digits.getParsedValue()),
          TrinoType.decimal(Math.min(TrinoType.MAX_PRECISION, type.precision() + 1), type.scale()));
    }
    throw SqlRefusedException.notSupported(
        call.node(), "Function round of %s to these digits".formatted(value.type()));
  }

  private static TypedSql truncate(Arguments call) {
    TypedSql value = call.between(1, 1).number(0);
    TrinoType type = value.type();
    if (type.is(Kind.DECIMAL)) {
      type = TrinoType.decimal(Math.max(1, type.precision() - type.scale()), 0);
    } else if (!type.isFloating()) {
      return new TypedSql(call.as(TrinoType.DOUBLE, 0), TrinoType.DOUBLE);
    }
    return cast("trunc(%s)".formatted(value.sql()), type);
  }

  private static TypedSql cast(String sql, TrinoType type) {
    return new TypedSql("CAST(%s AS %s)".formatted(sql, type.duckdb()), type);
  }

  private static TypedSql power(Arguments call) {
    call.between(2, 2);
    return new TypedSql(
        "power(%s, %s)".formatted(call.as(TrinoType.DOUBLE, 0), call.as(TrinoType.DOUBLE, 1)),
        TrinoType.DOUBLE);
  }

  private static TypedSql test(String duckdb, Arguments call) {
    return new TypedSql(
        "%s(%s)".formatted(duckdb, call.between(1, 1).as(TrinoType.DOUBLE, 0)), TrinoType.BOOLEAN);
  }

  private static TypedSql constant(String text, Arguments call) {
    call.between(0, 0);
    return new TypedSql("CAST('%s' AS DOUBLE)".formatted(text), TrinoType.DOUBLE);
  }
}
