package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs many requests that mostly wait, some at a time. */
final class SideBySide {

  private SideBySide() {}

  /**
   * Runs all requests, and returns when all have ended.
   *
   * @throws SdkException as the first of the requests that failed has thrown it
   * @throws AbortedException when the thread is interrupted; it stays interrupted
   */
  static <T> void run(List<Callable<T>> requests, int most) {
    if (requests.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(most, requests.size()));
    try {
      for (Future<T> request : threads.invokeAll(requests)) {
        request.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SdkException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while copies were made", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
