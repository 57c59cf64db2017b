package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a process keeps the lease that one of its functions has taken. */
class LeaseKeeperTest {

  private static final LeaseTimes PATIENT =
      new LeaseTimes(
          Duration.ofMillis(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMillis(20));
  private static final LeaseTimes IMPATIENT =
      new LeaseTimes(
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(20));

  private static final String RUN = "{\"id\": \"run-1\", \"holder\": \"process 1\"}";
  private static final TaskContext CONTEXT = new TaskContext("run-1", StatePath.ROOT);

  private final Log log = Log.capture();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final Map<String, TaskResource> answers = new ConcurrentHashMap<>();

  LeaseKeeperTest() {
    answer("lease", "{\"state\": \"TAKEN\"}");
    answer("renew", "{\"held\": true, \"message\": \"\"}");
    answer("release", "{\"released\": true}");
    answer("prepare", "{\"groups\": []}");
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAKEN", "TAKEN_OVER"})
  void renewsTheLeaseFromWhenItIsTakenUntilItIsGivenBack(String state) throws Exception {
    answer("lease", "{\"state\": \"%s\"}".formatted(state));
    try (LeaseKeeper keeper = keeper(PATIENT)) {
      assertThat(call(keeper, "lease").at("/Payload/state").asText()).isEqualTo(state);
      Eventually.until("it is renewed", () -> count("renew") >= 3);
      call(keeper, "prepare");
      call(keeper, "release");
    }
    assertThat(calls).startsWith("lease", "renew").contains("prepare").containsOnlyOnce("release");
    assertThat(calls.subList(calls.indexOf("release"), calls.size())).containsExactly("release");
    assertThat(lost).isEmpty();
  }

  @Test
  void givesItBackWhereTheRunDidNotComeToDoSo() throws Exception {
    LeaseKeeper keeper = keeper(PATIENT);
    call(keeper, "lease");

    keeper.close();

    assertThat(calls).endsWith("release");
  }

  @Test
  void givesItBackWhereNobodyKnowsWhetherItWasTaken() {
    fail("lease", "the answer got lost");
    LeaseKeeper keeper = keeper(PATIENT);
    assertThatThrownBy(() -> call(keeper, "lease")).isInstanceOf(TaskFailedException.class);

    keeper.close();

    assertThat(calls).containsExactly("lease", "release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELD", "NOT_NEEDED", "LOOK_AGAIN", "DESCRIBE"})
  void leavesALeaseAloneThatIsNotTheRuns(String state) throws Exception {
    answer("lease", "{\"state\": \"%s\"}".formatted(state));
    LeaseKeeper keeper = keeper(PATIENT);
    call(keeper, "lease");

    keeper.close();

    assertThat(calls).containsExactly("lease");
  }

  @Test
  void tellsOnceThatTheLeaseIsAnothers() throws Exception {
    answer("renew", "{\"held\": false, \"message\": \"process 2 holds the lease\"}");
    try (LeaseKeeper keeper = keeper(PATIENT)) {
      call(keeper, "lease");
      Eventually.until("it is told", () -> !lost.isEmpty());
    }
    assertThat(lost).containsExactly("its lease is no longer its own: process 2 holds the lease");
    assertThat(Collections.frequency(calls, "renew")).isEqualTo(1);
  }

  @Test
  void aRenewalThatFailsIsTriedAgain() throws Exception {
    fail("renew", "S3 is away");
    try (LeaseKeeper keeper = keeper(PATIENT)) {
      call(keeper, "lease");
      Eventually.until("it fails a few times", () -> count("renew") >= 3);
      answer("renew", "{\"held\": true, \"message\": \"\"}");
      int failed = count("renew");
      Eventually.until("it is renewed", () -> count("renew") >= failed + 2);
    }
    assertThat(lost).isEmpty();
    assertThat(log.lines()).contains("WARN The lease could not be renewed: S3 is away");
  }

  @Test
  void tellsThatTheLeaseCouldNotBeRenewedForTooLong() throws Exception {
    fail("renew", "S3 is away");
    try (LeaseKeeper keeper = keeper(IMPATIENT)) {
      call(keeper, "lease");
      Eventually.until("it is told", () -> !lost.isEmpty());
    }
    assertThat(lost).containsExactly("its lease could not be renewed for 0.2 s: S3 is away");
  }

  @Test
  void aRenewalThatHangsIsOneThatFails() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    answers.put(
        "renew",
        (arguments, context) -> {
          never.await();
          throw new IllegalStateException("it was to be interrupted");
        });
    try (LeaseKeeper keeper = keeper(IMPATIENT)) {
      call(keeper, "lease");
      Eventually.until("it is told", () -> !lost.isEmpty());
    }
    assertThat(lost)
        .containsExactly("its lease could not be renewed for 0.2 s: S3 does not answer");
    assertThat(calls).endsWith("release");
  }

  @Test
  void aLeaseThatCannotBeGivenBackIsToldWithWhatTheNextRunDoes() throws Exception {
    fail("release", "S3 is away");
    LeaseKeeper keeper = keeper(LeaseTimes.STANDARD);
    call(keeper, "lease");

    keeper.close();

    assertThat(log.lines())
        .containsExactly(
            "WARN The lease could not be given back: S3 is away. The next run waits 30.0 s and"
                + " takes it over.");
  }

  private LeaseKeeper keeper(LeaseTimes times) {
    return new LeaseKeeper(
        "run-1",
        (arguments, context) -> {
          assertThat(arguments.path("FunctionName").asText()).isEqualTo("CheckLastDay");
          assertThat(arguments.at("/Payload/run")).isEqualTo(Json.tree(RUN, "the run"));
          String phase = arguments.at("/Payload/phase").asText();
          calls.add(phase);
          return answers.get(phase).call(arguments, context);
        },
        times,
        lost::add);
  }

  private static JsonNode call(LeaseKeeper keeper, String phase) throws Exception {
    return keeper.call(
        Json.tree(
            "{\"FunctionName\": \"CheckLastDay\", \"Payload\": {\"phase\": \"%s\", \"run\": %s}}"
                .formatted(phase, RUN),
            "the arguments"),
        CONTEXT);
  }

  private void answer(String phase, String payload) {
    answers.put(
        phase,
        (arguments, context) -> Json.tree("{\"Payload\": %s}".formatted(payload), "the answer"));
  }

  private void fail(String phase, String message) {
    answers.put(
        phase,
        (arguments, context) -> {
          throw new TaskFailedException(
              "java.lang.IllegalStateException",
              Json.MAPPER.createObjectNode().put("errorMessage", message).toString());
        });
  }

  private int count(String phase) {
    return Collections.frequency(calls, phase);
  }
}
