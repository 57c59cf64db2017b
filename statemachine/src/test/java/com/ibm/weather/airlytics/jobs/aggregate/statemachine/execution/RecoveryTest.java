package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {

  @Test
  void aRetryWaitsLongerEachTimeUpToItsLongestDelay() {
    TestMachine machine =
        work(
            """
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 20}]
            """,
            "Busy",
            "Busy",
            "Busy",
            "Busy");

    assertThat(machine.output("{}")).isEqualTo(json("\"done\""));
    assertThat(machine.time().sleeps()).isEqualTo(seconds(2, 6, 18, 20));
  }

  @Test
  void aRetryWithoutFurtherWordsTriesThreeTimesAfterOneTwoAndFourSeconds() {
    TestMachine machine =
        work("\"Retry\": [{\"ErrorEquals\": [\"Busy\"]}]", "Busy", "Busy", "Busy", "Busy", "Busy");

    assertThat(machine.failure("{}").error()).isEqualTo("Busy");
    assertThat(machine.time().sleeps()).isEqualTo(seconds(1, 2, 4));
  }

  @Test
  void fullJitterWaitsARandomShareOfTheDelay() {
    RandomGenerator quarter = () -> 1L << 62;
    TestMachine machine =
        work(
                """
                "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "JitterStrategy": "FULL"}]
                """,
                "Busy",
                "Busy")
            .random(quarter);

    assertThat(machine.output("{}")).isEqualTo(json("\"done\""));
    assertThat(machine.time().sleeps())
        .containsExactly(Duration.ofMillis(2_500), Duration.ofSeconds(5));
  }

  @Test
  void everyRetrierCountsForItself() {
    TestMachine machine =
        work(
            """
            "Retry": [
              {"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
              {"ErrorEquals": ["C"], "IntervalSeconds": 5}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
            """,
            "A",
            "B",
            "C",
            "B");

    assertThat(machine.output("{}").get("Error").textValue()).isEqualTo("B");
    assertThat(machine.time().sleeps()).isEqualTo(seconds(1, 2, 5));
  }

  @Test
  void aRetrierThatIsUsedUpDoesNotHandOverToTheNext() {
    TestMachine machine =
        work(
            """
            "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 0}, {"ErrorEquals": ["States.ALL"]}]
            """,
            "A");

    assertThat(machine.failure("{}").error()).isEqualTo("A");
    assertThat(machine.time().sleeps()).isEmpty();
  }

  @Test
  void argumentsOfARetryKnowWhichAttemptItIs() {
    TestMachine machine =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "End": true,
                  "Arguments": "{% $states.context.State.RetryCount %}",
                  "Retry": [{"ErrorEquals": ["States.ALL"]}]}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  if (arguments.intValue() < 2) {
                    throw new TaskFailedException("TooEarly", "");
                  }
                  return arguments;
                });

    assertThat(machine.output("{}")).isEqualTo(json("2"));
  }

  @ParameterizedTest
  @CsvSource({
    "Custom,                     Custom,                     true",
    "Custom,                     Other,                      false",
    "Custom,                     States.ALL,                 true",
    "Custom,                     States.TaskFailed,          true",
    "States.Timeout,             States.ALL,                 true",
    "States.Timeout,             States.TaskFailed,          false",
    "States.Timeout,             States.Timeout,             true",
    "States.TaskFailed,          States.TaskFailed,          true",
    "States.DataLimitExceeded,   States.ALL,                 false",
    "States.DataLimitExceeded,   States.TaskFailed,          false",
    "States.DataLimitExceeded,   States.DataLimitExceeded,   true",
    "States.Runtime,             States.ALL,                 false",
    "States.Runtime,             States.TaskFailed,          false",
  })
  void anErrorIsCaughtAndRetriedByTheNamesThatMatchIt(String error, String name, boolean matches) {
    TestMachine caught =
        work(
            "\"Catch\": [{\"ErrorEquals\": [\"%s\"], \"Next\": \"Caught\"}]".formatted(name),
            error);
    TestMachine retried = work("\"Retry\": [{\"ErrorEquals\": [\"%s\"]}]".formatted(name), error);

    assertThat(caught.run("{}").status() == ExecutionResult.Status.SUCCEEDED).isEqualTo(matches);
    assertThat(retried.run("{}").status() == ExecutionResult.Status.SUCCEEDED).isEqualTo(matches);
  }

  @Test
  void aCatchPutsOutTheErrorUnlessItHasAnOutput() {
    TestMachine plain = work("\"Catch\": [{\"ErrorEquals\": [\"A\"], \"Next\": \"Caught\"}]", "A");
    TestMachine shaped =
        work(
            """
            "Catch": [{"ErrorEquals": ["A"], "Next": "Caught",
              "Output": {"day": "{% $states.input.day %}", "error": "{% $states.errorOutput.Error %}"}}]
            """,
            "A");

    assertThat(plain.output("{\"day\": 1}"))
        .isEqualTo(json("{\"Error\": \"A\", \"Cause\": \"failure 1\"}"));
    assertThat(shaped.output("{\"day\": 1}")).isEqualTo(json("{\"day\": 1, \"error\": \"A\"}"));
  }

  @Test
  void anUnexpectedExceptionIsAnErrorNamedAfterItsClass() {
    Failure failure =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  throw new IllegalStateException("no bucket");
                })
            .failure("{}");

    assertThat(failure.error()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.cause()).isEqualTo("no bucket");
    assertThat(failure.path()).hasToString("Work");
  }

  @Test
  void aCauseIsCutWhereStepFunctionsCutsIt() {
    Failure failure =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  throw new TaskFailedException("Broken", "x".repeat(40_000));
                })
            .failure("{}");

    assertThat(failure.cause()).hasSize(32_768);
  }

  @Test
  void aFailedMapIsRetriedWithAllItsItems() {
    AtomicInteger calls = new AtomicInteger();
    TestMachine machine =
        TestMachine.of(
                """
                "Each": {"Type": "Map", "Items": [1, 2], "MaxConcurrency": 1, "End": true,
                  "Retry": [{"ErrorEquals": ["Broken"], "MaxAttempts": 1}],
                  "ItemProcessor": {"StartAt": "Work", "States": {
                    "Work": {"Type": "Task", "Resource": "work", "Arguments": "{% $states.input %}", "End": true}}}}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  if (calls.incrementAndGet() == 2) {
                    throw new TaskFailedException("Broken", "");
                  }
                  return arguments;
                });

    assertThat(machine.output("{}")).isEqualTo(json("[1, 2]"));
    assertThat(calls).hasValue(4);
  }

  /** A task that fails with these errors, one a call, and then succeeds. */
  private static TestMachine work(String recovery, String... errors) {
    Deque<String> failures = new ArrayDeque<>(List.of(errors));
    AtomicInteger calls = new AtomicInteger();
    String caught = recovery.contains("Catch") ? ", \"Caught\": {\"Type\": \"Succeed\"}" : "";
    return TestMachine.of(
            """
            "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, %s, "End": true} %s
            """
                .formatted(recovery, caught))
        .task(
            "work",
            (arguments, context) -> {
              int call = calls.incrementAndGet();
              if (!failures.isEmpty()) {
                throw new TaskFailedException(failures.remove(), "failure " + call);
              }
              return json("\"done\"");
            });
  }

  private static List<Duration> seconds(long... seconds) {
    return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
