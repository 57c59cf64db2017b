package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoType.Kind;
import java.util.List;
import java.util.Map;

/** The aggregate functions, each with Trino's result type and its treatment of NULL. */
final class AggregateFunctions {

  /** Where the aggregate's FILTER and OVER belong: behind every DuckDB aggregate it consists of. */
  private interface Rule {
    TypedSql apply(Arguments arguments, String distinct, String suffix);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("count", AggregateFunctions::count),
          Map.entry("count_if", AggregateFunctions::countIf),
          Map.entry("sum", AggregateFunctions::sum),
          Map.entry("avg", AggregateFunctions::average),
          Map.entry("min", (call, distinct, suffix) -> same("min", call, suffix)),
          Map.entry("max", (call, distinct, suffix) -> same("max", call, suffix)),
          Map.entry("arbitrary", (call, distinct, suffix) -> same("any_value", call, suffix)),
          Map.entry("any_value", (call, distinct, suffix) -> same("any_value", call, suffix)),
          Map.entry("min_by", (call, distinct, suffix) -> by("arg_min_null", call, suffix)),
          Map.entry("max_by", (call, distinct, suffix) -> by("arg_max_null", call, suffix)),
          Map.entry("bool_and", (call, distinct, suffix) -> bool("bool_and", call, suffix)),
          Map.entry("every", (call, distinct, suffix) -> bool("bool_and", call, suffix)),
          Map.entry("bool_or", (call, distinct, suffix) -> bool("bool_or", call, suffix)),
          Map.entry("checksum", AggregateFunctions::checksum),
          Map.entry("approx_distinct", AggregateFunctions::approximateDistinct));

  private AggregateFunctions() {}

  static boolean isKnown(String name) {
    return RULES.containsKey(name);
  }

  static TypedSql apply(Arguments arguments, boolean distinct, String suffix) {
    return RULES.get(arguments.function()).apply(arguments, distinct ? "DISTINCT " : "", suffix);
  }

  /** One bit for each column, set where the row's grouping set leaves it out. */
  static TypedSql grouping(List<TypedSql> columns) {
    return new TypedSql(
        columns.stream()
            .map(TypedSql::sql)
            .collect(joining(", ", "CAST(grouping(", ") AS INTEGER)")),
        TrinoType.INTEGER);
  }

  private static TypedSql count(Arguments call, String distinct, String suffix) {
    call.between(0, 1);
    String counted = call.size() == 0 ? "*" : distinct + call.value(0).sql();
    return new TypedSql("count(" + counted + ")" + suffix, TrinoType.BIGINT);
  }

  private static TypedSql countIf(Arguments call, String distinct, String suffix) {
    String condition = call.between(1, 1).as(TrinoType.BOOLEAN, 0);
    return new TypedSql(
        "count(CASE WHEN " + condition + " THEN true END)" + suffix, TrinoType.BIGINT);
  }

  private static TypedSql sum(Arguments call, String distinct, String suffix) {
    TypedSql value = call.between(1, 1).number(0);
    TrinoType type = sumType(value.type());
    return new TypedSql(
        "CAST(sum(%s%s)%s AS %s)".formatted(distinct, value.summand(), suffix, type.duckdb()),
        type);
  }

  private static TrinoType sumType(TrinoType type) {
    if (type.is(Kind.DECIMAL)) {
      return TrinoType.decimal(TrinoType.MAX_PRECISION, type.scale());
    }
    return type.isFloating() ? type : TrinoType.BIGINT;
  }

  private static TypedSql average(Arguments call, String distinct, String suffix) {
    TypedSql value = call.between(1, 1).number(0);
    TrinoType type = value.type();
    if (type.is(Kind.DECIMAL)) {
      TypedSql sum = sum(call, distinct, suffix);
      TypedSql count = count(call, distinct, suffix);
      String quotient =
          "CASE WHEN %s > 0 THEN %s END"
              .formatted(
                  count.sql(), Operators.exact("trino_decimal_divide", sum, count, type.scale()));
      return new TypedSql("CAST(%s AS %s)".formatted(quotient, type.duckdb()), type);
    }
    TrinoType result = type.is(Kind.REAL) ? type : TrinoType.DOUBLE;
    return new TypedSql(
        "CAST(avg(%s%s)%s AS %s)".formatted(distinct, value.sql(), suffix, result.duckdb()),
        result);
  }

  private static TypedSql same(String duckdb, Arguments call, String suffix) {
    TypedSql value = call.between(1, 1).value(0);
    return new TypedSql("%s(%s)%s".formatted(duckdb, value.sql(), suffix), value.type());
  }

  /** DuckDB has a fast form for integers, but none for smaller ones. */
  private static TypedSql by(String duckdb, Arguments call, String suffix) {
    TypedSql value = call.between(2, 2).value(0);
    boolean small = value.type().isInteger() && !value.type().is(Kind.BIGINT);
    String found =
        "%s(%s, %s)%s"
            .formatted(
                duckdb,
                small ? Casts.coerce(value, TrinoType.INTEGER) : value.sql(),
                call.value(1).sql(),
                suffix);
    return new TypedSql(
        small ? "CAST(%s AS %s)".formatted(found, value.type().duckdb()) : found, value.type());
  }

  private static TypedSql bool(String duckdb, Arguments call, String suffix) {
    return new TypedSql(
        "%s(%s)%s".formatted(duckdb, call.between(1, 1).as(TrinoType.BOOLEAN, 0), suffix),
        TrinoType.BOOLEAN);
  }

  /** A NULL counts as the hash 1. */
  private static TypedSql checksum(Arguments call, String distinct, String suffix) {
    if (!call.between(1, 1).type(0).isText()) {
      throw notSupported(call.node(), "Function checksum of type " + call.type(0));
    }
    String hash =
        "coalesce(trino_checksum_hash(%s), CAST(%d AS BIGINT))"
            .formatted(call.value(0).sql(), XxHash64.PRIME_1);
    return new TypedSql(
        "unhex(trino_checksum_bytes(CAST(sum(%s%s)%s AS VARCHAR)))"
            .formatted(distinct, hash, suffix),
        TrinoType.VARBINARY);
  }

  /** The exact number is within every error that the estimate is allowed. */
  private static TypedSql approximateDistinct(Arguments call, String distinct, String suffix) {
    return count(call.between(1, 1), "DISTINCT ", suffix);
  }
}
