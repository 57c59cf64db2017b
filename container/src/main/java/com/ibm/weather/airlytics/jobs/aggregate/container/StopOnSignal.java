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

  private StopOnSignal() {}

  static StopOnSignal install(Runnable stop) {
    StopOnSignal signal = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.stopAndWait(stop), "stop"));
    return signal;
  }

  /** The run has ended. */
  void finished() {
    finished.countDown();
  }

  private void stopAndWait(Runnable stop) {
    if (finished.getCount() == 0) {
      return;
    }
    stop.run();
    try {
      boolean inTime = finished.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("The run did not stop within " + LONGEST_WAIT.toSeconds() + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
