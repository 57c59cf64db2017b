package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.time.Duration;
import java.util.List;

/**
 * How large the measured data is.
 *
 * @param partitions the number of Kafka partitions
 * @param rounds how often what is compared is run, alternating; the median counts
 * @param limitEvents raw events a day, against the limit
 * @param originalEvents raw events a day, against the original's way
 * @param patience how long each query takes at least in the run whose queries are counted
 * @param firstRunDays days of a first run
 * @param users users, each with an event a day on average
 * @param windows numbers of windows
 */
public record Scale(
    int partitions,
    int rounds,
    List<Integer> limitEvents,
    int originalEvents,
    Duration patience,
    List<Integer> firstRunDays,
    List<Integer> users,
    List<Integer> windows) {

  /** What the report is about; an hour, and 10 GB of disk. */
  public static final Scale FULL =
      new Scale(
          100,
          5,
          List.of(1_000_000, 5_000_000, 20_000_000),
          1_000_000,
          Duration.ofSeconds(1),
          List.of(1, 30, 365, 2000),
          List.of(10_000, 100_000, 1_000_000, 5_000_000),
          List.of(1, 2, 4, 8));

  /** A look in minutes. */
  public static final Scale SMALL =
      new Scale(
          100,
          3,
          List.of(200_000, 1_000_000),
          200_000,
          Duration.ofSeconds(1),
          List.of(1, 10, 30),
          List.of(10_000, 100_000),
          List.of(1, 4));

  /** Whether the measuring works, in a minute: the figures say nothing. */
  public static final Scale TOY =
      new Scale(
          4,
          2,
          List.of(2_000),
          2_000,
          Duration.ofMillis(300),
          List.of(1, 3),
          List.of(200, 400),
          List.of(1, 2));

  public Scale {
    limitEvents = List.copyOf(limitEvents);
    firstRunDays = List.copyOf(firstRunDays);
    users = List.copyOf(users);
    windows = List.copyOf(windows);
  }
}
