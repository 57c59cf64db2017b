package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Time;
import java.time.Duration;
import java.time.Instant;

/** The time as it is, but that no wait takes longer than a moment. */
public final class HurriedTime implements Time {

  private static final Duration MOMENT = Duration.ofMillis(50);

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.compareTo(MOMENT) < 0 ? duration.toMillis() : MOMENT.toMillis());
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    return () -> {};
  }
}
