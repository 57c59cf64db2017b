package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Reads window tables again and again while the job runs, and remembers what changed. */
final class WindowReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicInteger readings = new AtomicInteger();
  private final Map<String, List<String>> seen = new LinkedHashMap<>();
  private final Readers readers;
  private final Future<?> reading;

  WindowReader(Readers readers, List<String> windows) {
    this.readers = readers;
    windows.forEach(window -> seen.put(window, new CopyOnWriteArrayList<>()));
    this.reading = thread.submit(this::read);
  }

  private void read() {
    while (!thread.isShutdown()) {
      seen.forEach(this::look);
      readings.incrementAndGet();
    }
  }

  private void look(String window, List<String> known) {
    String rows = String.join(", ", readers.shown(window));
    if (known.isEmpty() || !known.get(known.size() - 1).equals(rows)) {
      known.add(rows);
    }
  }

  /**
   * Waits for a reading that begins later than now.
   *
   * @throws ExecutionException when a reading has failed
   */
  void readOnceMore() throws ExecutionException, InterruptedException {
    int wanted = readings.get() + 2;
    Instant limit = Instant.now().plus(PATIENCE);
    while (readings.get() < wanted) {
      if (reading.isDone()) {
        reading.get();
      }
      assertThat(Instant.now()).as("the time of a reading").isBefore(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** What a window's table showed, one after another. */
  List<String> seen(String window) {
    return seen.get(window);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
