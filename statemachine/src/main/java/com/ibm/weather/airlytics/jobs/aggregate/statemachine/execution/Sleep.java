package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.time.Duration;

/** Waits that end early when the work is stopped. */
final class Sleep {
  private Sleep() {}

  static void sleep(Surroundings surroundings, Duration duration) throws StoppedException {
    Cancellation cancellation = surroundings.cancellation();
    cancellation.check();
    try {
      surroundings.execution().time().sleep(duration);
    } catch (InterruptedException e) {
      cancellation.check();
      throw interrupted(surroundings);
    }
    cancellation.check();
  }

  /** An interruption that no cancellation explains means that somebody wants everything to end. */
  static StoppedException interrupted(Surroundings surroundings) {
    surroundings.execution().cancellation().stop(Stop.INTERRUPTED);
    return new StoppedException(surroundings.cancellation().stopped().orElse(Stop.INTERRUPTED));
  }
}
