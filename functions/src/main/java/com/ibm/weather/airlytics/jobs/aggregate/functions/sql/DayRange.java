package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Days without a gap.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record DayRange(LocalDate from, LocalDate to) {

  public DayRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a range of days from %s to %s".formatted(from, to));
    }
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
    return from + ".." + to;
  }
}
