package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.Duration;

/**
 * How long a process that says nothing is waited for. Whoever holds the lease gives up well before
 * anybody else may take it over.
 *
 * @param renewal a process renews its lease at this interval
 * @param patience a process that could not renew its lease for so long stops its run
 * @param expiry a process whose lease was not renewed for so long is gone
 * @param look after so long it is looked whether a process has renewed its lease
 */
public record LeaseTimes(Duration renewal, Duration patience, Duration expiry, Duration look) {

  /** What is right but for tests. */
  public static final LeaseTimes STANDARD =
      new LeaseTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(7));

  public LeaseTimes {
    if (renewal.compareTo(patience) >= 0
        || patience.compareTo(expiry) >= 0
        || renewal.compareTo(look) >= 0) {
      throw new IllegalArgumentException(
          "renewal %s, patience %s and expiry %s must follow each other, look %s after renewal"
              .formatted(renewal, patience, expiry, look));
    }
  }
}
