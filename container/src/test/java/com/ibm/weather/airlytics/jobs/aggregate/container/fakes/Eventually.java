package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process brings about. */
public final class Eventually {

  private static final Duration INTERVAL = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Eventually() {}

  /**
   * Returns as soon as a condition is true.
   *
   * @throws AssertionError when it is not within 30 s
   */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
