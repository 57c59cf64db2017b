package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks until an answer is as it should become: where there is nobody who would tell. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Eventually() {}

  static <T> T become(Supplier<T> question, Predicate<T> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!condition.test(answer)) {
      assertThat(Instant.now()).as("the last answer was %s", answer).isBefore(end);
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
