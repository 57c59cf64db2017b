package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
  private final Time time = Time.system();

  @Test
  void anAlarmRingsOnAnotherThreadThatDoesNotKeepTheProcessAlive() throws Exception {
    CountDownLatch rung = new CountDownLatch(1);
    AtomicBoolean daemon = new AtomicBoolean();

    time.after(
        Duration.ofMillis(1),
        () -> {
          daemon.set(Thread.currentThread().isDaemon());
          rung.countDown();
        });

    assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon).isTrue();
  }

  @Test
  void anAlarmThatIsClosedDoesNotRing() throws Exception {
    AtomicBoolean rung = new AtomicBoolean();
    CountDownLatch later = new CountDownLatch(1);

    time.after(Duration.ofMillis(50), () -> rung.set(true)).close();
    time.after(Duration.ofMillis(100), later::countDown);

    assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(rung).isFalse();
  }

  @Test
  void sleepingEndsWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.sleep(Duration.ofHours(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
