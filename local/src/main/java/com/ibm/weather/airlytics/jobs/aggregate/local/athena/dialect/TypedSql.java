package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

/**
 * A DuckDB expression and the type that it has in Trino.
 *
 * @param sql the expression
 * @param type its type
 * @param summand an expression whose sum is the same, and faster: the integer that a decimal was
 *     cast from
 */
record TypedSql(String sql, TrinoType type, String summand) {

  TypedSql(String sql, TrinoType type) {
    this(sql, type, sql);
  }

  TypedSql as(TrinoType other) {
    return new TypedSql(sql, other);
  }
}
