package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.AbortedException;

/** Many small requests at a time: each takes a round trip, and hardly any work. */
public final class Concurrently {

  private static final int MOST_THREADS = 16;

  private Concurrently() {}

  /** Those items that are accepted, in their order; see {@link #map}. */
  public static <T> List<T> filter(List<T> items, Predicate<T> accepts) {
    List<Boolean> accepted = map(items, accepts::test);
    return IntStream.range(0, items.size()).filter(accepted::get).mapToObj(items::get).toList();
  }

  /** Does something with every item; see {@link #map}. */
  public static <T> void forEach(List<T> items, Consumer<T> action) {
    map(
        items,
        item -> {
          action.accept(item);
          return true;
        });
  }

  /**
   * What becomes of every item, in their order. It returns or throws when all have ended, so that
   * no request of a failed call gets in the way of the next.
   *
   * @throws AbortedException when the thread is interrupted, as it still is then
   */
  public static <T, R> List<R> map(List<T> items, Function<T, R> function) {
    if (items.size() <= 1) {
      return items.stream().map(function).toList();
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(items.size(), MOST_THREADS));
    try {
      List<Callable<R>> calls =
          items.stream().map(item -> (Callable<R>) () -> function.apply(item)).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> result : pool.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted between requests to S3", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
