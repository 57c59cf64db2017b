package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The queries that the engine is busy with, and how to interrupt them. */
final class RunningQueries implements AutoCloseable {

  private static final long MILLIS_BETWEEN_INTERRUPTS = 20;

  private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, ScheduledFuture<?>> interrupts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "athena-interrupts");
            thread.setDaemon(true);
            return thread;
          });

  void started(String id, EngineSession session) {
    sessions.put(id, session);
  }

  void ended(String id) {
    sessions.remove(id);
    ScheduledFuture<?> interrupt = interrupts.remove(id);
    if (interrupt != null) {
      interrupt.cancel(false);
    }
  }

  /** Interrupts a query, again and again until it has ended. */
  void interrupt(String id) {
    interrupts.computeIfAbsent(
        id,
        started ->
            timer.scheduleWithFixedDelay(
                () -> interruptOnce(started), 0, MILLIS_BETWEEN_INTERRUPTS, TimeUnit.MILLISECONDS));
  }

  void interruptAll() {
    sessions.keySet().forEach(this::interrupt);
  }

  private void interruptOnce(String id) {
    EngineSession session = sessions.get(id);
    if (session == null) {
      ended(id);
    } else {
      session.cancel();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
