package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The days that a run works on.
 *
 * @param days the days to aggregate, from the oldest on
 * @param newestDay the newest day without a gap before it once they are: the windows end on it
 *     first; empty when there is none, or the run does not look for it
 * @param rebuiltDays the older days whose snapshots have to be made anew, from the oldest on
 * @param left what is left for a later run
 */
record Agenda(
    List<LocalDate> days, Optional<LocalDate> newestDay, List<LocalDate> rebuiltDays, Left left) {

  /**
   * The most days that a run aggregates: what becomes of them travels together, in at most 256 KiB.
   */
  static final int MOST_DAYS = 2_000;

  /** The most days whose snapshots a run makes anew, for the same reason. */
  static final int MOST_REBUILT_DAYS = 500;

  /**
   * What is left for a later run.
   *
   * @param lastDay whether the last day is, since its events are not complete
   * @param days how many days there were too many to aggregate
   * @param snapshots of how many days the snapshots are stale still
   */
  record Left(boolean lastDay, int days, int snapshots) {}

  Agenda {
    days = List.copyOf(days);
    rebuiltDays = List.copyOf(rebuiltDays);
  }

  /**
   * Decides what a run does.
   *
   * @param run the run, all of whose days lie in its history
   * @param due the days to aggregate, be they missing or to be done again
   * @param kept the days that are done and stay as they are
   * @param stale the days whose snapshots have to be made anew
   * @param lastDayLeft whether the last day is not among them, since its events are not complete
   */
  static Agenda of(
      Run run,
      NavigableSet<LocalDate> due,
      NavigableSet<LocalDate> kept,
      NavigableSet<LocalDate> stale,
      boolean lastDayLeft) {
    List<LocalDate> days = due.stream().limit(MOST_DAYS).toList();
    NavigableSet<LocalDate> aggregated = new TreeSet<>(kept);
    aggregated.addAll(days);
    Optional<LocalDate> newest =
        run.redo() ? Optional.empty() : newestWithoutGap(run.history(), aggregated);
    List<LocalDate> others =
        stale.stream()
            .filter(day -> !day.isBefore(run.configuration().historyStartDay()))
            .filter(day -> !newest.equals(Optional.of(day)))
            .toList();
    List<LocalDate> rebuilt =
        others.stream()
            .filter(day -> newest.filter(day::isBefore).isPresent())
            .limit(MOST_REBUILT_DAYS)
            .toList();
    return new Agenda(
        days,
        newest,
        rebuilt,
        new Left(lastDayLeft, due.size() - days.size(), others.size() - rebuilt.size()));
  }

  private static Optional<LocalDate> newestWithoutGap(
      Optional<DayRange> history, NavigableSet<LocalDate> aggregated) {
    return history.stream()
        .flatMap(DayRange::days)
        .takeWhile(aggregated::contains)
        .reduce((day, later) -> later);
  }

  /** What is to be done, for a person. */
  String describe() {
    String aggregated =
        switch (days.size()) {
          case 0 -> "no day to aggregate";
          case 1 -> "1 day to aggregate: " + days.get(0);
          default -> "%d days to aggregate: %s".formatted(days.size(), DayRange.describe(days));
        };
    String rebuilt =
        rebuiltDays.isEmpty()
            ? ""
            : "; snapshots of %s to make anew".formatted(DayRange.describe(rebuiltDays));
    return aggregated + rebuilt + describeLeft();
  }

  private String describeLeft() {
    List<String> parts = new ArrayList<>();
    if (left.days() > 0) {
      parts.add(days(left.days()));
    }
    if (left.snapshots() > 0) {
      parts.add("the snapshots of " + days(left.snapshots()));
    }
    return parts.isEmpty() ? "" : "; left for the next run: " + String.join(", ", parts);
  }

  private static String days(int count) {
    return count + (count == 1 ? " day" : " days");
  }
}
