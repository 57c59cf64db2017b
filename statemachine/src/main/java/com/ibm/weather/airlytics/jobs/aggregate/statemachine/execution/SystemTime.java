package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time as the operating system tells it. */
final class SystemTime implements Time {
  private static final ScheduledThreadPoolExecutor ALARMS =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("state-machine-alarm"));

  static {
    ALARMS.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    ScheduledFuture<?> future = ALARMS.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }
}
