package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a run gets on. It does as long as every thread that is at work has given a sign of life
 * not long ago, and any thread at all has. A sign is the begin or the end of a piece of work, and
 * every request to AWS in it: who waits for a query gives one with each look at it, who waits for
 * an answer that never comes does not.
 */
public final class Progress {

  /**
   * Nothing that is well takes that long: a request to AWS times out after 30 s, one to Airlock is
   * given up after three attempts of 20 s, and the longest pause before a retry is about 2 min.
   */
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  /**
   * A run that does not get on.
   *
   * @param work what was being done
   * @param silence since when there was no sign of life
   * @param stackTrace where the thread is that does it; empty when no thread is at work
   */
  public record Hang(String work, Duration silence, List<StackTraceElement> stackTrace) {

    @Override
    public String toString() {
      return "%s has given no sign of life for %s".formatted(work, Text.duration(silence));
    }
  }

  private record Work(Optional<Thread> thread, String name, long lastSign) {}

  private final LongSupplier nanoTime;
  private final Map<Thread, Work> works = new ConcurrentHashMap<>();
  private volatile long lastSign;

  public Progress() {
    this(System::nanoTime);
  }

  /**
   * Progress in any time.
   *
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public Progress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastSign = nanoTime.getAsLong();
  }

  /** The current thread begins a piece of work, which is not part of another. */
  public void begin(String work) {
    Thread thread = Thread.currentThread();
    works.put(thread, new Work(Optional.of(thread), work, sign()));
  }

  /** The current thread goes on. */
  public void goOn() {
    long now = sign();
    works.computeIfPresent(
        Thread.currentThread(), (thread, work) -> new Work(work.thread(), work.name(), now));
  }

  /** Whether the current thread is doing a piece of work. */
  boolean isAtWork() {
    return works.containsKey(Thread.currentThread());
  }

  /** The current thread ends its piece of work. */
  public void end() {
    sign();
    works.remove(Thread.currentThread());
  }

  /** Does something as a piece of work of the current thread. */
  public <T> T during(String work, Supplier<T> action) {
    begin(work);
    try {
      return action.get();
    } finally {
      end();
    }
  }

  /** What is being done at the moment. */
  public List<String> works() {
    return works.values().stream().map(Work::name).sorted().toList();
  }

  private long sign() {
    lastSign = nanoTime.getAsLong();
    return lastSign;
  }

  /** What does not get on, and has not for longest; empty when all does. */
  public Optional<Hang> hang() {
    long now = nanoTime.getAsLong();
    Work run = new Work(Optional.empty(), "the run", lastSign);
    return Stream.concat(works.values().stream(), Stream.of(run))
        .filter(work -> now - work.lastSign() > LONGEST_SILENCE.toNanos())
        .map(work -> hang(work, now))
        .max(Comparator.comparing(Hang::silence));
  }

  private static Hang hang(Work work, long now) {
    List<StackTraceElement> stackTrace =
        work.thread().map(thread -> List.of(thread.getStackTrace())).orElse(List.of());
    return new Hang(work.name(), Duration.ofNanos(now - work.lastSign()), stackTrace);
  }
}
