package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that no interrupt ends. It is done on a daemon thread, which is left to itself when nobody
 * waits for it any longer, and does not keep the process alive.
 */
final class Abandonable {

  private Abandonable() {}

  /**
   * Waits for the result of some work.
   *
   * @param name what the thread is called, and what a message says that was waited for
   * @throws TimeoutException when there is none after so long
   * @throws CancellationException when the waiting thread is interrupted, as it still is then
   */
  static <T> T call(String name, Duration longest, Supplier<T> work) throws TimeoutException {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while waiting for the " + name);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
