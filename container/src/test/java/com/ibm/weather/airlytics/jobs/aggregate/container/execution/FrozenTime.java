package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A time that stands still: everything takes 0 s, waits end at once, a test rings the alarms. */
final class FrozenTime implements Time {

  static final Instant NOW = Instant.parse("2021-07-01T03:00:00Z");

  private final Map<Duration, Runnable> alarms = new ConcurrentHashMap<>();

  /** Rings the newest alarm of a delay. */
  void ring(Duration delay) {
    alarms.get(delay).run();
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    alarms.put(delay, action);
    return () -> alarms.remove(delay, action);
  }
}
