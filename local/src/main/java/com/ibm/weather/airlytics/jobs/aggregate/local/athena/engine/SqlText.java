package com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names and values as DuckDB SQL. */
public final class SqlText {

  private SqlText() {}

  /** A name in double quotes. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Texts as a list of literals in brackets. */
  public static String list(Collection<String> texts) {
    return texts.stream().map(SqlText::literal).collect(Collectors.joining(",", "[", "]"));
  }
}
