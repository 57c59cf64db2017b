package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a run in a pod went.
 *
 * @param java the version of the JVM
 * @param started when the process was started, before the JVM was
 * @param peakBytes the most memory that was resident at a time
 * @param log the lines on standard output and standard error
 */
record PodOutcome(
    String java, int exitCode, Instant started, Instant ended, long peakBytes, List<String> log) {

  private static final int TAIL = 20;

  /** The last lines of the log. */
  String tail() {
    return String.join("\n", log.subList(Math.max(0, log.size() - TAIL), log.size()));
  }

  /** Prints memory and times. */
  void print(String what, Instant firstQuery) {
    System.out.printf(
        "The image, %s, on Java %s: at most %.0f MiB resident of %d MiB, the first query after"
            + " %.1f s, the end after %.1f s%n",
        what,
        java,
        peakBytes / (double) (1 << 20),
        Pod.MEMORY_LIMIT >> 20,
        seconds(firstQuery),
        seconds(ended));
  }

  private double seconds(Instant until) {
    return Duration.between(started, until).toMillis() / 1000.0;
  }
}
