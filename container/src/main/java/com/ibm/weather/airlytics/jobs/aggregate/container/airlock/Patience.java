package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long an unreachable server is waited for.
 *
 * @param timeout the longest a connection, and each piece of an answer, may take
 * @param pauses the time before each further attempt; as many as there are further attempts
 */
record Patience(Duration timeout, List<Duration> pauses) {

  private static final int TIMEOUTS_IN_AN_ATTEMPT = 4;

  /** Seven attempts within a minute, or three minutes when the server takes calls but is silent. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(15), Stream.of(1, 2, 4, 8, 15, 30).map(Duration::ofSeconds).toList());

  Patience {
    pauses = List.copyOf(pauses);
  }

  /** The longest a whole answer may take, however steadily it trickles. */
  Duration longestAttempt() {
    return timeout.multipliedBy(TIMEOUTS_IN_AN_ATTEMPT);
  }
}
