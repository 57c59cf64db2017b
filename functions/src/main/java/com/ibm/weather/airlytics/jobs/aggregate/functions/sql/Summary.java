package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Totals that a CREATE TABLE AS computed on the way. Such a statement writes files and answers
 * nothing, and a second query over the same data would cost as much again; so it writes one row
 * more, into a partition whose folder is named after the totals: {@code
 * summary=totals.events-1200.users-17}.
 *
 * @param totals the numbers by name
 */
public record Summary(Map<String, Long> totals) {

  private static final Pattern FOLDER = Pattern.compile("summary=totals((?:[.][a-z_]+-\\d+)+)/");
  private static final Pattern TOTAL = Pattern.compile("[.]([a-z_]+)-(\\d+)");

  public Summary {
    totals = Map.copyOf(totals);
  }

  /** The value of the partition column {@code summary} that carries the totals. */
  static String sql(Map<String, String> expressions) {
    List<String> parts = new ArrayList<>(List.of("'totals'"));
    new TreeMap<>(expressions)
        .forEach(
            (name, expression) ->
                parts.add(
                    "'.%s-' || CAST(coalesce(%s, 0) AS varchar)".formatted(name, expression)));
    return parts.stream().collect(Collectors.joining("\n  || "));
  }

  /**
   * Finds the totals among the keys that a statement wrote.
   *
   * @return empty when none of the keys carries totals
   */
  public static Optional<Summary> among(List<String> keys) {
    for (String key : keys) {
      Matcher folder = FOLDER.matcher(key);
      if (folder.find()) {
        Map<String, Long> totals = new TreeMap<>();
        TOTAL
            .matcher(folder.group(1))
            .results()
            .forEach(total -> totals.put(total.group(1), Long.valueOf(total.group(2))));
        return Optional.of(new Summary(totals));
      }
    }
    return Optional.empty();
  }

  /**
   * One of the totals.
   *
   * @throws InvalidInputException when there is none of that name
   */
  public long total(String name) {
    return Optional.ofNullable(totals.get(name))
        .orElseThrow(() -> new InvalidInputException("the summary " + totals + " lacks " + name));
  }
}
