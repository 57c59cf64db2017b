package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Answer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.LeaseRequest;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Sighting;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several runs want the lease at the same moment, or take it from one that left queries. */
class LeaseTakeoverTest extends LeaseTakers {

  private static final int TAKERS = 12;

  @Test
  void ofManyWhoTakeItAtTheSameMomentOneDoes() throws Exception {
    List<Callable<Answer>> takers =
        IntStream.range(0, TAKERS)
            .<Callable<Answer>>mapToObj(taker -> () -> take(other("run-" + taker, "pod " + taker)))
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(TAKERS);
    try {
      List<State> states = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(takers)) {
        states.add(answer.get().state());
      }
      assertThat(states).containsOnlyOnce(State.TAKEN).containsOnly(State.TAKEN, State.LOOK_AGAIN);
      assertThat(held().run()).isEqualTo("run-" + states.indexOf(State.TAKEN));
    } finally {
      threads.shutdownNow();
    }
  }

  /** The clock is asked between the look and the replacement. */
  @Test
  void ofTwoWhoTakeItOverAtTheSameMomentOneDoes() {
    take(other("run-2", "process 17 on pod"));
    age(40);
    Run rival = other("run-3", "process 18 on pod");
    Clock rivalFirst =
        new Clock() {
          @Override
          public Instant instant() {
            take(rival);
            return CLOCK.instant();
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };

    Answer answer = taking(rivalFirst).take(new LeaseRequest(run, false, Sighting.NONE));

    assertThat(answer.state()).isEqualTo(State.LOOK_AGAIN);
    assertThat(held().isOf(rival)).isTrue();
  }

  @Test
  void theLeaseRemembersWhereQueriesMayBeLeftUntilTheyAreStopped() {
    take(other("run-2", "process 17 on pod"));
    age(40);
    take(installation.runOf("run-3", "process 18 on pod", "nightly", june(30)));
    age(40);
    take(run);
    assertThat(held().leftWorkGroups()).containsExactlyInAnyOrder("primary", "nightly");
    assertThat(take(run).state())
        .as("cut off before it had cleared up")
        .isEqualTo(State.TAKEN_OVER);

    taking(CLOCK).clear(new LeaseTaking.ClearRequest(run));

    assertThat(cleared).containsExactly(Set.of("primary", "nightly"));
    assertThat(take(run).state()).isEqualTo(State.TAKEN);
    taking(CLOCK).clear(new LeaseTaking.ClearRequest(run));
    assertThat(cleared).as("once").hasSize(1);
  }

  @Test
  void aRunThatLostTheLeaseMeanwhileStopsNobodysQueries() {
    take(other("run-2", "process 17 on pod"));

    assertThatThrownBy(() -> taking(CLOCK).clear(new LeaseTaking.ClearRequest(run)))
        .isInstanceOf(LeaseHeldException.class);
    assertThat(cleared).isEmpty();
  }
}
