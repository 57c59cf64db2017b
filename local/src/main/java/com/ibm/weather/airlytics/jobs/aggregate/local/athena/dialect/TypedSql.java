package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

/** A DuckDB expression and the type that it has in Trino. */
record TypedSql(String sql, TrinoType type) {

  TypedSql as(TrinoType other) {
    return new TypedSql(sql, other);
  }
}
