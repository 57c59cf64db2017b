package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * The time as it is, but that no wait takes longer than a moment, or, where it is long, than a
 * hundredth: an import on a busy machine takes its time, and the run gives up after so many waits.
 */
public final class HurriedTime implements Time {

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final int HUNDRED = 100;

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    long hurried = Math.max(MOMENT.toMillis(), duration.toMillis() / HUNDRED);
    Thread.sleep(Math.min(duration.toMillis(), hurried));
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    return () -> {};
  }
}
