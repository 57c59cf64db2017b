package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that somebody who made a typing error probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate with the fewest edits from the name, case aside.
   *
   * @param candidates at least one
   */
  public static String of(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(
            Comparator.comparingInt(
                candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
        .orElseThrow();
  }

  /** Levenshtein's distance: insertions, deletions and substitutions of single characters. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int substituted = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(substituted, 1 + Math.min(row[column - 1], diagonal));
      }
    }
    return row[to.length()];
  }
}
