package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An analyst who asks for the totals of a window's table again and again while the job runs. */
final class TableReader implements AutoCloseable {

  private static final String TOTALS =
      "SELECT count(*), coalesce(sum(revenue), 0), coalesce(sum(cnt), 0) FROM ";

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong answers = new AtomicLong();
  private final AthenaQueries athena;
  private final Future<Set<List<String>>> totals;

  private TableReader(LocalServices services, String table) {
    this.athena = new AthenaQueries(services);
    Callable<Set<List<String>>> reading =
        () -> {
          Set<List<String>> seen = new LinkedHashSet<>();
          while (!ended.get()) {
            seen.addAll(athena.rows(TOTALS + table));
            answers.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos()); // the job needs the machine as well
          }
          return seen;
        };
    this.totals = thread.submit(reading);
  }

  /** Begins to read a table, and returns after the first answer. */
  static TableReader of(LocalServices services, String table) throws Exception {
    TableReader reader = new TableReader(services, table);
    reader.awaitAnswers(1);
    return reader;
  }

  private void awaitAnswers(long count) {
    Instant limit = Instant.now().plus(PATIENCE);
    while (answers.get() < count && !totals.isDone()) {
      assertThat(Instant.now()).as("the time of an answer").isBefore(limit);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Ends, when nothing was seen but the totals of some days, and those of the last ones too. */
  void requireOnly(Oracle oracle, String... days) throws Exception {
    awaitAnswers(answers.get() + 2);
    ended.set(true);
    Set<List<String>> expected = new LinkedHashSet<>();
    for (String query : days) {
      expected.addAll(oracle.rows(TOTALS + "(" + query + ")"));
    }
    assertThat(totals.get()).isSubsetOf(expected);
    assertThat(totals.get())
        .contains(oracle.rows(TOTALS + "(" + days[days.length - 1] + ")").get(0));
  }

  @Override
  public void close() {
    ended.set(true);
    thread.shutdownNow();
    athena.close();
  }
}
