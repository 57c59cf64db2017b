package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Tries something at the first, the second, the third moment of a run and so on, until the run is
 * over before; several side by side. All that goes wrong is kept until the end.
 *
 * <p>{@code -Devery=1} tries every moment, {@code -Devery=50} every fiftieth from a random one on,
 * {@code -Dseed=} from the same one as another time. {@code -Dside-by-side=4} tries that many at a
 * time.
 */
final class Sweep implements AutoCloseable {

  /** What is tried at a moment. */
  @FunctionalInterface
  interface Case {
    /**
     * Tries it.
     *
     * @param moment from 1
     * @return whether the run came that far
     * @throws AssertionError when it ended wrong
     */
    boolean holds(int moment) throws Exception;
  }

  private static final int SIDE_BY_SIDE =
      Integer.getInteger("side-by-side", Runtime.getRuntime().availableProcessors());

  /** What the job has to say about each of its failures would drown what is said here. */
  private static final Logger JOB =
      (Logger) LoggerFactory.getLogger("com.ibm.weather.airlytics.jobs.aggregate");

  private final String name;
  private final int every;
  private final Random random;
  private final Instant begin = Instant.now();
  private final ExecutorService workers = Executors.newFixedThreadPool(SIDE_BY_SIDE);
  private final List<String> wrong = new ArrayList<>();
  private int cases;

  /**
   * @param every how many moments lie between two that are tried, unless the command line says it
   */
  Sweep(String name, int every) {
    this.name = name;
    this.every = Integer.getInteger("every", every);
    long seed = Long.getLong("seed", System.nanoTime());
    this.random = new Random(seed);
    JOB.setLevel(Level.OFF);
    System.out.printf("%s: every %d, -Dseed=%d%n", name, this.every, seed);
  }

  /**
   * Tries all moments of a run.
   *
   * @param about how many there are, at least about: where not all are tried, none after that is
   */
  void over(String what, int about, Case tried) throws Exception {
    AtomicInteger next = new AtomicInteger(1 + random.nextInt(every));
    AtomicInteger end = new AtomicInteger(every == 1 ? Integer.MAX_VALUE : about + 1);
    List<Future<?>> working = new ArrayList<>();
    for (int worker = 0; worker < SIDE_BY_SIDE; worker++) {
      working.add(
          workers.submit(
              () -> {
                int moment = next.getAndAdd(every);
                while (moment < end.get()) {
                  if (!holds(what, tried, moment)) {
                    end.accumulateAndGet(moment, Math::min);
                  }
                  moment = next.getAndAdd(every);
                }
              }));
    }
    for (Future<?> worker : working) {
      worker.get();
    }
    System.out.printf("%s: %s, before moment %d%n", name, what, end.get());
  }

  private boolean holds(String what, Case tried, int moment) {
    try {
      boolean reached = tried.holds(moment);
      count(reached);
      return reached;
    } catch (Exception | AssertionError e) {
      keep("%s, at %d: %s".formatted(what, moment, e));
      count(true);
      return true;
    }
  }

  private synchronized void count(boolean reached) {
    cases += reached ? 1 : 0;
  }

  private synchronized void keep(String problem) {
    wrong.add(problem);
    System.out.println(name + ": " + problem);
  }

  /** Prints how many cases there were; fails if any of them ended wrong. */
  synchronized void requireNoneWrong() {
    Duration duration = Duration.between(begin, Instant.now());
    System.out.printf(
        "%s: %d cases, %d of them wrong, in %d s, %d side by side%n",
        name, cases, wrong.size(), duration.toSeconds(), SIDE_BY_SIDE);
    assertThat(cases).as("cases").isPositive();
    assertThat(wrong).isEmpty();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    JOB.setLevel(null);
  }
}
