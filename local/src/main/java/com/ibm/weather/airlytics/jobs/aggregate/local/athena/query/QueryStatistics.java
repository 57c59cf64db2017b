package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What an execution took.
 *
 * @param queued the time before it ran, in whole milliseconds
 * @param running the time in which it ran, in whole milliseconds
 */
public record QueryStatistics(Duration queued, Duration running) {

  static final QueryStatistics NONE = new QueryStatistics(Duration.ZERO, Duration.ZERO);

  public QueryStatistics {
    queued = queued.truncatedTo(ChronoUnit.MILLIS);
    running = running.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The time from submission to the end. */
  public Duration total() {
    return queued.plus(running);
  }
}
