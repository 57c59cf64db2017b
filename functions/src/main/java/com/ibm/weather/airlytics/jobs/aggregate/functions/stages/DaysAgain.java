package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The days that are done and have to be done again.
 *
 * @param reasons why, for a person, by day
 */
record DaysAgain(Map<LocalDate, String> reasons) {

  static final String ASKED_FOR = "asked for";

  DaysAgain {
    reasons = Map.copyOf(reasons);
  }

  NavigableSet<LocalDate> days() {
    return new TreeSet<>(reasons.keySet());
  }

  /** For example {@code 2021-06-01 to 2021-06-05 (asked for)}; empty for no days. */
  String describe() {
    Map<String, NavigableSet<LocalDate>> daysByReason = new TreeMap<>();
    reasons.forEach(
        (day, reason) -> daysByReason.computeIfAbsent(reason, any -> new TreeSet<>()).add(day));
    return daysByReason.entrySet().stream()
        .map(entry -> "%s (%s)".formatted(DayRange.describe(entry.getValue()), entry.getKey()))
        .collect(joining(", "));
  }
}
