package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only when somebody sleeps or the test lets it pass. */
final class ManualTime implements Time {
  private record Pending(Instant due, Runnable action) {}

  private final List<Duration> sleeps = new ArrayList<>();
  private final List<Pending> alarms = new ArrayList<>();
  private Instant now;

  ManualTime(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (this) {
      sleeps.add(duration);
    }
    pass(duration);
  }

  @Override
  public synchronized Alarm after(Duration delay, Runnable action) {
    Pending pending = new Pending(now.plus(delay), action);
    alarms.add(pending);
    return () -> remove(pending);
  }

  private synchronized void remove(Pending pending) {
    alarms.remove(pending);
  }

  /** Lets time pass and raises the alarms that become due. */
  void pass(Duration duration) {
    List<Pending> due;
    synchronized (this) {
      now = now.plus(duration);
      due = alarms.stream().filter(alarm -> !alarm.due().isAfter(now)).toList();
      alarms.removeAll(due);
    }
    due.forEach(alarm -> alarm.action().run());
  }

  synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  synchronized int pendingAlarms() {
    return alarms.size();
  }
}
