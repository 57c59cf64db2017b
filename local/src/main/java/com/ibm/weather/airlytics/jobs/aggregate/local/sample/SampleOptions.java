package com.ibm.weather.airlytics.jobs.aggregate.local.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many events to make, and which.
 *
 * @param firstDay the first day with events
 * @param days the number of days, one after the other
 * @param users how many users send events, besides the {@linkplain SampleEvents special ones}
 * @param eventsPerDay events of all names, the same number every day
 * @param partitions the number of Kafka partitions; each has events every day
 * @param seed the same options give the same files, as long as DuckDB's hash stays the same
 */
public record SampleOptions(
    LocalDate firstDay, int days, int users, int eventsPerDay, int partitions, long seed) {

  private static final int DAY_WITHOUT_AD_IMPRESSIONS = 20;

  /**
   * Checks all options.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public SampleOptions {
    List<String> findings = new ArrayList<>();
    if (days < 1) {
      findings.add("days is %d, but must be at least 1".formatted(days));
    }
    if (partitions < 1) {
      findings.add("partitions is %d, but must be at least 1".formatted(partitions));
    }
    int leastUsers = partitions + SpecialEvents.REVENUES.size();
    if (users < leastUsers) {
      findings.add(
          "users is %d, but %d partitions need at least %d"
              .formatted(users, partitions, leastUsers));
    }
    int leastEvents = leastUsers + SpecialEvents.USERS.size();
    if (eventsPerDay < leastEvents) {
      findings.add(
          "eventsPerDay is %d, but %d partitions need at least %d"
              .formatted(eventsPerDay, partitions, leastEvents));
    }
    if (!findings.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", findings));
    }
  }

  /** Six weeks from 2021-06-01, 60,000 users, 2 million events, 100 partitions. */
  public static SampleOptions demo() {
    return new SampleOptions(LocalDate.of(2021, 6, 1), 42, 60_000, 48_000, 100, 20210601);
  }

  /** All days with events, in order. */
  public List<LocalDate> allDays() {
    return IntStream.range(0, days).mapToObj(firstDay::plusDays).toList();
  }

  /** The twentieth day: it has events, but none named {@code ad-impression}. */
  public LocalDate dayWithoutAdImpressions() {
    return firstDay.plusDays(DAY_WITHOUT_AD_IMPRESSIONS - 1);
  }

  /** From this day on, the {@linkplain SampleEvents#MOVING_USERS moving users} are elsewhere. */
  public LocalDate dayOfTheMove() {
    return firstDay.plusDays(days / 2);
  }
}
