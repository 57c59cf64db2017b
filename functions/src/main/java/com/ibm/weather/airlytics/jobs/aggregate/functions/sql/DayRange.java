package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Days without a gap.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record DayRange(LocalDate from, LocalDate to) {

  private static final String BETWEEN = "..";
  private static final int MOST_TOLD = 8;

  public DayRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a range of days from %s to %s".formatted(from, to));
    }
  }

  /**
   * Reads {@code 2021-06-01..2021-06-05}, or one day alone.
   *
   * @throws DateTimeException when it is neither, or ends before it begins
   */
  public static DayRange parse(String text) {
    int dots = text.indexOf(BETWEEN);
    LocalDate first = LocalDate.parse(dots < 0 ? text : text.substring(0, dots));
    LocalDate last = dots < 0 ? first : LocalDate.parse(text.substring(dots + BETWEEN.length()));
    if (last.isBefore(first)) {
      throw new DateTimeException(text + " ends before it begins");
    }
    return new DayRange(first, last);
  }

  /** Days as ranges, in their order: as few as possible. */
  public static List<DayRange> of(Collection<LocalDate> days) {
    List<DayRange> ranges = new ArrayList<>();
    for (LocalDate day : new TreeSet<>(days)) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to.plusDays(1).equals(day)) {
        ranges.set(last, new DayRange(ranges.get(last).from, day));
      } else {
        ranges.add(new DayRange(day, day));
      }
    }
    return ranges;
  }

  /**
   * Days for a person: {@code 2021-06-01 to 2021-06-05, 2021-06-07}, and how many more there are
   * where they are scattered.
   */
  public static String describe(Collection<LocalDate> days) {
    List<DayRange> ranges = of(days);
    List<DayRange> told = ranges.subList(0, Math.min(ranges.size(), MOST_TOLD));
    long others = days.size() - told.stream().mapToLong(DayRange::length).sum();
    return told.stream()
            .map(range -> range.length() == 1 ? "" + range.from : range.from + " to " + range.to)
            .collect(Collectors.joining(", "))
        + (others == 0 ? "" : " and %d more".formatted(others));
  }

  /** The number of days. */
  public long length() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** The days, in their order. */
  public Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  /** Whether a day is one of these. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /**
   * The days of this range that are not in the other: at most one range before and one after it.
   */
  public List<DayRange> minus(DayRange other) {
    if (other.to.isBefore(from) || other.from.isAfter(to)) {
      return List.of(this);
    }
    List<DayRange> rest = new ArrayList<>();
    if (from.isBefore(other.from)) {
      rest.add(new DayRange(from, other.from.minusDays(1)));
    }
    if (to.isAfter(other.to)) {
      rest.add(new DayRange(other.to.plusDays(1), to));
    }
    return rest;
  }

  @Override
  public String toString() {
    return from + BETWEEN + to;
  }
}
