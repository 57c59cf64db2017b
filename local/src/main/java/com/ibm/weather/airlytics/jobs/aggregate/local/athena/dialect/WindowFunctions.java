package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.Map;

/** The functions that exist only with OVER. */
final class WindowFunctions {

  private interface Rule {
    TypedSql apply(Arguments arguments);
  }

  private static final Map<String, Rule> RULES =
      Map.of(
          "row_number", call -> rank("row_number()", call),
          "rank", call -> rank("rank()", call),
          "dense_rank", call -> rank("dense_rank()", call),
          "first_value", call -> value("first_value", call),
          "last_value", call -> value("last_value", call),
          "lag", call -> value("lag", call),
          "lead", call -> value("lead", call));

  private WindowFunctions() {}

  static boolean isKnown(String name) {
    return RULES.containsKey(name);
  }

  static TypedSql apply(Arguments arguments, String over) {
    TypedSql function = RULES.get(arguments.function()).apply(arguments);
    return new TypedSql(function.sql() + over, function.type());
  }

  private static TypedSql rank(String duckdb, Arguments call) {
    call.between(0, 0);
    return new TypedSql(duckdb, TrinoType.BIGINT);
  }

  private static TypedSql value(String duckdb, Arguments call) {
    TypedSql value = call.between(1, 1).value(0);
    return new TypedSql(duckdb + "(" + value.sql() + ")", value.type());
  }
}
