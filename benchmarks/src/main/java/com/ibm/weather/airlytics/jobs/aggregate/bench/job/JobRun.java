package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A run of the job in a process of its own.
 *
 * @param started when the process was started, before its JVM was
 * @param ended when it had ended
 * @param cpuTime what processor time it took
 * @param peakBytes the most memory of it that was resident; 0 where only Linux could tell
 * @param figures what it told of itself
 * @param statements what it had Athena run, as far as Athena remembers so many
 */
public record JobRun(
    Instant started,
    Instant ended,
    Duration cpuTime,
    long peakBytes,
    RunFigures figures,
    StatementRuns statements) {

  /** How long it took, in seconds. */
  public double seconds() {
    return seconds(Duration.between(started, ended));
  }

  /** What processor time it took, in seconds. */
  public double cpuSeconds() {
    return seconds(cpuTime);
  }

  /** The time in which the engine worked on at least one statement, in seconds. */
  public double engineSeconds() {
    return seconds(statements.busy());
  }

  /** Everything but the queries: the time in which the engine worked on none, in seconds. */
  public double overheadSeconds() {
    return seconds() - engineSeconds();
  }

  /** From the start of the process to the first statement, in seconds. */
  public double startSeconds() {
    return seconds(Duration.between(started, statements.firstSubmitted()));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
