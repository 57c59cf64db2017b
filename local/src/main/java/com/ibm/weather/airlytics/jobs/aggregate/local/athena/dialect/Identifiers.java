package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How names are written in DuckDB, where quoted names, too, are compared without case. */
final class Identifiers {

  private Identifiers() {}

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The same names, with a number added to each one that was there before. */
  static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> result = new ArrayList<>();
    for (String name : names) {
      String candidate = name;
      for (int copy = 1; !taken.add(candidate.toLowerCase(Locale.ROOT)); copy++) {
        candidate = name + "_" + copy;
      }
      result.add(candidate);
    }
    return result;
  }
}
