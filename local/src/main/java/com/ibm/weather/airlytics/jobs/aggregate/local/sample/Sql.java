package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

/** Values as DuckDB's SQL writes them. */
final class Sql {

  private Sql() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
