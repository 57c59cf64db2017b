package com.ibm.weather.airlytics.jobs.aggregate.container;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops the run when the process is told to end (SIGTERM, SIGINT), and lets it end only when the
 * run has cleaned up, or when Kubernetes' grace period of 30 s is nearly over.
 */
final class StopOnSignal {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private final CountDownLatch finished = new CountDownLatch(1);

  private final Duration longestWait;

  StopOnSignal(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /**
   * Waits for the signal.
   *
   * @param stop tells the run to stop, and returns at once
   * @param late is run when the run has not stopped in time
   */
  static StopOnSignal install(Runnable stop, Runnable late) {
    StopOnSignal signal = new StopOnSignal(LONGEST_WAIT);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.stopAndWait(stop, late), "stop"));
    return signal;
  }

  /** The run has ended. */
  void finished() {
    finished.countDown();
  }

  void stopAndWait(Runnable stop, Runnable late) {
    if (finished.getCount() == 0) {
      return;
    }
    stop.run();
    try {
      boolean inTime = finished.await(longestWait.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        late.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
