package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The statements of a run, in the order in which they ended.
 *
 * @param all the statements
 */
public record StatementRuns(List<StatementRun> all) {

  public StatementRuns {
    all = all.stream().sorted(Comparator.comparing(StatementRun::ended)).toList();
  }

  /** Those in whose text a pattern is found. */
  public StatementRuns matching(Pattern pattern) {
    return new StatementRuns(
        all.stream().filter(run -> pattern.matcher(run.sql()).find()).toList());
  }

  public int count() {
    return all.size();
  }

  /** How many are DML. */
  public int data() {
    return (int) all.stream().filter(StatementRun::data).count();
  }

  public long scannedBytes() {
    return all.stream().mapToLong(StatementRun::scannedBytes).sum();
  }

  /** What Athena would bill. */
  public long billedBytes() {
    return all.stream().mapToLong(StatementRun::billedBytes).sum();
  }

  /** The time in which the engine worked on at least one of them. */
  public Duration busy() {
    Duration busy = Duration.ZERO;
    Instant until = Instant.MIN;
    for (StatementRun run : sortedBy(Comparator.comparing(StatementRun::began))) {
      Instant from = run.began().isAfter(until) ? run.began() : until;
      if (run.ended().isAfter(from)) {
        busy = busy.plus(Duration.between(from, run.ended()));
        until = run.ended();
      }
    }
    return busy;
  }

  /** The length of the longest chain in which each was submitted after the one before had ended. */
  public int oneAfterAnother() {
    int length = 0;
    Instant until = Instant.MIN;
    for (StatementRun run : all) {
      if (!run.submitted().isBefore(until)) {
        length++;
        until = run.ended();
      }
    }
    return length;
  }

  /** When the first of them was submitted. */
  public Instant firstSubmitted() {
    return sortedBy(Comparator.comparing(StatementRun::submitted)).get(0).submitted();
  }

  private List<StatementRun> sortedBy(Comparator<StatementRun> order) {
    return all.stream().sorted(order).toList();
  }
}
