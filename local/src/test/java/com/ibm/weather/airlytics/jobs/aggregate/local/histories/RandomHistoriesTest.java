package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Histories that nobody thought of: days, users, values, gaps, moves, late events, changes of the
 * configuration, runs that are stopped or fail. After each run that is done, tables, CSV and user
 * DB must equal the raw events. {@code -Dhistories=1000} makes up more of them, {@code -Dseed}
 * begins with a certain one.
 */
class RandomHistoriesTest {

  private static final int HISTORIES = Integer.getInteger("histories", 2);
  private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000_000);

  private static final int HISTORIES_BETWEEN_LINES = 50;

  @TempDir private static Path folder;

  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void whatIsShownIsTheSumOfTheRawEventsWhateverHappened() {
    System.out.println("RandomHistoriesTest: the first seed is " + SEED);
    Instant begin = Instant.now();
    try (SharedServices services = new SharedServices(folder)) {
      for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
        History history = HistoryGenerator.history(seed);
        Optional<Throwable> failure = failure(history, services);
        if (failure.isPresent()) {
          throw report(seed, history, failure.get(), services);
        }
        tell(seed - SEED + 1, Duration.between(begin, Instant.now()));
      }
    }
  }

  private static void tell(long done, Duration duration) {
    if (done % HISTORIES_BETWEEN_LINES == 0 || done == HISTORIES) {
      System.out.printf(
          "RandomHistoriesTest: %d histories, %.2f s each%n",
          done, duration.toMillis() / 1000.0 / done);
    }
  }

  private AssertionError report(
      long seed, History history, Throwable failure, SharedServices services) {
    History shortest = Shrinking.of(history, failure, other -> failure(other, services));
    return new AssertionError(
        "-Dseed=%d -Dhistories=1 fails: %s%n%s%nThe shortest that fails so: %s"
            .formatted(seed, failure.getMessage(), history, shortest),
        failure);
  }

  /** Why a history fails; empty when it does not. */
  private Optional<Throwable> failure(History history, SharedServices services) {
    try {
      HistoryRun.of(history, services, "history" + tries.incrementAndGet());
      return Optional.empty();
    } catch (Exception | AssertionError e) {
      return Optional.of(e);
    }
  }
}
