package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.util.Optional;
import java.util.function.Function;

/** Makes a history that fails shorter, as long as it fails for the same reason. */
final class Shrinking {

  private Shrinking() {}

  /**
   * Leaves out one step after another.
   *
   * @param failure why the history fails
   * @param failures lets a history happen, and tells why it fails, if it does
   */
  static History of(
      History history, Throwable failure, Function<History, Optional<Throwable>> failures) {
    History shortest = history;
    int step = shortest.steps().size() - 1;
    while (step >= 0) {
      History shorter = shortest.without(step);
      boolean same =
          failures.apply(shorter).filter(other -> kind(other).equals(kind(failure))).isPresent();
      shortest = same ? shorter : shortest;
      step--;
    }
    return shortest;
  }

  /** What was expected: the beginning of the message, up to what differs from case to case. */
  private static String kind(Throwable failure) {
    return failure.getClass() + String.valueOf(failure.getMessage()).split("[:\\]]", 2)[0];
  }
}
