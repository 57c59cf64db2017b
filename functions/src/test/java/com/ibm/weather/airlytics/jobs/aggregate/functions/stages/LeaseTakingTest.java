package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Answer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.LeaseRequest;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.Sighting;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTaking.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets the lease of an aggregation, and from whom. The time of a lease is its file's. */
class LeaseTakingTest extends LeaseTakers {

  private static final String ARN =
      "arn:aws:states:eu-west-1:123456789012:execution:aggregator:run-7";

  @Test
  void takesALeaseThatNobodyHolds() {
    assertThat(take(run)).isEqualTo(Answer.of(State.TAKEN, ""));
    assertThat(Json.tree(bucket.text(installation.leaseKey()), "the lease"))
        .isEqualTo(
            Json.tree(
                """
                {"run": "run-1", "holder": "process 1 on test", "workGroup": "primary",
                 "since": "2021-07-01T03:00:04Z", "renewals": 0, "leftWorkGroups": []}
                """,
                "expected"));
  }

  @Test
  void aRunThatOnlyLooksTakesNone() {
    assertThat(take(run.with(june(30), List.of(), false, List.of())).state())
        .isEqualTo(State.NOT_NEEDED);
    assertThat(lease()).isEmpty();
  }

  @Test
  void aRunThatHasItAlreadyShowsThatItIsAlive() {
    take(run);

    assertThat(take(run).state()).isEqualTo(State.TAKEN);
    assertThat(held().renewals()).isEqualTo(1);
  }

  @Test
  void theSameRunElsewhereIsAnother() {
    take(other("run-1", "process 2 on test"));

    assertThat(take(run).state()).isEqualTo(State.LOOK_AGAIN);
  }

  @Test
  void waitsToSeeWhetherAProcessIsAlive() {
    take(other("run-2", "process 17 on pod"));
    age(3);

    Answer answer = take(run);

    assertThat(answer.state()).isEqualTo(State.LOOK_AGAIN);
    assertThat(answer.waitSeconds()).isEqualTo(7);
    assertThat(answer.message())
        .matches(
            "waiting whether process 17 on pod \\(run run-2\\) is gone: it has not renewed its lease"
                + " for [34] s");
  }

  @Test
  void aProcessThatRenewsItsLeaseMeanwhileIsAtWork() {
    Run other = other("run-2", "process 17 on pod");
    take(other);
    Answer before = take(run);
    new LeaseKeeping(bucket.dataLake()).renew(new LeaseKeeping.Request(other));

    assertThat(take(run, before.seen()))
        .isEqualTo(
            Answer.of(
                State.HELD,
                "process 17 on pod (run run-2) holds the lease of this aggregation since"
                    + " 2021-07-01T03:00:04Z"));
    assertThat(held().run()).isEqualTo("run-2");
  }

  @Test
  void aProcessThatDoesNotIsWaitedForUntilItsLeaseHasExpired() {
    take(other("run-2", "process 17 on pod"));
    Answer answer = take(run);
    age(25);
    answer = take(run, answer.seen());
    assertThat(answer.state()).isEqualTo(State.LOOK_AGAIN);
    assertThat(answer.waitSeconds()).as("what is left").isBetween(3L, 5L);

    age(30);

    assertThat(take(run, answer.seen()))
        .isEqualTo(
            Answer.of(
                State.TAKEN_OVER,
                "took the lease over from process 17 on pod (run run-2), which is gone"));
    assertThat(held().isOf(run)).isTrue();
    assertThat(held().leftWorkGroups()).containsExactly("primary");
  }

  @Test
  void aLeaseThatHasExpiredLongAgoIsTakenOverAtOnce() {
    take(other("run-2", "process 17 on pod"));
    age(3_600);

    assertThat(take(run).state()).isEqualTo(State.TAKEN_OVER);
  }

  @Test
  void aLeaseThatChangesHandsWhileItIsWaitedForIsInUse() {
    take(other("run-2", "process 17 on pod"));
    Answer before = take(run);
    age(40);
    take(other("run-3", "process 18 on pod"));

    Answer answer = take(run, before.seen());

    assertThat(answer.state()).isEqualTo(State.HELD);
    assertThat(answer.message()).startsWith("process 18 on pod (run run-3) holds the lease");
  }

  @Test
  void asksHowAnExecutionIsDoingHoweverOldItsLeaseIs() {
    take(other("run-7", ARN));
    age(3_600);

    Answer answer = take(run);

    assertThat(answer.state()).isEqualTo(State.DESCRIBE);
    assertThat(answer.holder()).isEqualTo(ARN);
    assertThat(answer.seen().eTag()).isNotEmpty();
    assertThat(held().run()).isEqualTo("run-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "PENDING_REDRIVE"})
  void anExecutionThatGoesOnIsAtWork(String status) {
    take(other("run-7", ARN));

    Answer answer = take(run, described(take(run), status));

    assertThat(answer.state()).isEqualTo(State.HELD);
    assertThat(answer.message())
        .isEqualTo(ARN + " holds the lease of this aggregation since 2021-07-01T03:00:04Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "GONE"})
  void anExecutionThatHasEndedIsNot(String status) {
    take(other("run-7", ARN));

    Answer answer = take(run, described(take(run), status));

    assertThat(answer)
        .isEqualTo(
            Answer.of(State.TAKEN_OVER, "took the lease over from " + ARN + ", which is gone"));
    assertThat(held().isOf(run)).isTrue();
  }

  @Test
  void whatIsKnownOfOneExecutionSaysNothingOfTheNext() {
    take(other("run-7", ARN));
    Sighting gone = described(take(run), "FAILED");
    bucket.dataLake().delete(bucket.name(), installation.leaseKey());
    take(other("run-8", ARN + "-again"));

    Answer answer = take(run, gone);

    assertThat(answer.state()).isEqualTo(State.DESCRIBE);
    assertThat(answer.holder()).isEqualTo(ARN + "-again");
  }

  @Test
  void aRunThatWasAskedForByNameFailsAndSaysWhoIsAtWork() {
    take(other("run-7", ARN));
    Run redo = installation.redo(Stage.EXPORT_CSV, june(29));

    assertThatThrownBy(() -> take(redo, described(take(redo), "RUNNING")))
        .isInstanceOf(LeaseHeldException.class)
        .hasMessage(
            "ExportCsv of 2021-06-29: "
                + ARN
                + " holds the lease of this aggregation since 2021-07-01T03:00:04Z; when that has"
                + " ended start a new run, or redrive that one if it has failed");
  }

  @Test
  void soDoesOneThatWasAskedToDoDaysAgain() {
    take(other("run-7", ARN));
    Sighting running = described(take(run), "RUNNING");

    assertThatThrownBy(() -> taking(CLOCK).take(new LeaseRequest(run, true, running)))
        .isInstanceOf(LeaseHeldException.class)
        .hasMessageStartingWith("the days that were asked for: " + ARN + " holds the lease of");
  }
}
