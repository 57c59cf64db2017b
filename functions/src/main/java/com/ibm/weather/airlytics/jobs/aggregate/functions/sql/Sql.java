package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

/** Quotes what enters SQL from outside, so that no value can change a statement's shape. */
final class Sql {

  private Sql() {}

  /** A name in Trino's SQL (SELECT, CTAS). */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A table in Trino's SQL. */
  static String table(String database, String table) {
    return name(database) + "." + name(table);
  }

  /** A name in Hive's DDL, which has no escape for a backtick. */
  static String hiveName(String identifier) {
    if (identifier.indexOf('`') >= 0) {
      throw new IllegalArgumentException("a name with a backtick: " + identifier);
    }
    return '`' + identifier + '`';
  }

  /** A table in Hive's DDL. */
  static String hiveTable(String database, String table) {
    return hiveName(database) + "." + hiveName(table);
  }

  /** A text in either. */
  static String text(Object value) {
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
