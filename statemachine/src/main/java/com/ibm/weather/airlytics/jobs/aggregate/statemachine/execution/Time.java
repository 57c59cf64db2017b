package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.time.Duration;
import java.time.Instant;

/** The time an execution lives in. */
public interface Time {

  /** A future action that can be called off. */
  @FunctionalInterface
  interface Alarm extends AutoCloseable {
    /** Calls the action off, unless it has begun. */
    @Override
    void close();
  }

  /** The time of the machine. */
  static Time system() {
    return new SystemTime();
  }

  /** The present. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException when the thread is interrupted before or meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /** Runs a short action on another thread, later. */
  Alarm after(Duration delay, Runnable action);
}
