package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {

  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  @Test
  void resultsKeepTheOrderOfTheItems() {
    assertThat(Concurrently.map(NUMBERS, number -> 2 * number))
        .isEqualTo(NUMBERS.stream().map(number -> 2 * number).toList());
    assertThat(Concurrently.filter(NUMBERS, number -> number % 7 == 0))
        .isEqualTo(NUMBERS.stream().filter(number -> number % 7 == 0).toList());
    assertThat(Concurrently.map(List.of(), number -> number)).isEmpty();
  }

  @Test
  void sixteenItemsAreAtWorkAtATime() {
    CyclicBarrier all = new CyclicBarrier(16);

    assertThat(Concurrently.map(NUMBERS.subList(0, 16), number -> meet(all))).hasSize(16);
  }

  @Test
  void aFailureIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                Concurrently.forEach(
                    NUMBERS,
                    number -> {
                      if (number == 41) {
                        throw new IllegalArgumentException("41");
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("41");
  }

  @Test
  void anInterruptionEndsTheWait() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Concurrently.forEach(NUMBERS, number -> await(never)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static int meet(CyclicBarrier barrier) {
    try {
      return barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
