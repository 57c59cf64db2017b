package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopTest {
  private final List<String> cleanedUp = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch started = new CountDownLatch(1);

  @AfterEach
  void noInterruptionIsLeftBehind() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aTaskThatTakesTooLongIsInterruptedAndTimesOut() {
    TestMachine machine = task("\"TimeoutSeconds\": 60");
    machine.task(
        "work",
        (arguments, context) -> {
          machine.time().pass(Duration.ofSeconds(59));
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          machine.time().pass(Duration.ofSeconds(1));
          return waitForInterruption(context);
        });

    Failure failure = machine.failure("{}");

    assertThat(failure.error()).isEqualTo("States.Timeout");
    assertThat(failure.cause()).contains("Work", "60 seconds");
    assertThat(cleanedUp).containsExactly("Work");
  }

  @Test
  void aTimeoutCanBeComputedAndRetried() {
    TestMachine machine =
        task(
            """
            "TimeoutSeconds": "{% $states.context.State.RetryCount = 0 ? 5 : 50 %}",
            "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 1}]
            """);
    machine.task(
        "work",
        (arguments, context) -> {
          machine.time().pass(Duration.ofSeconds(10));
          return json("\"in time\"");
        });

    assertThat(machine.output("{}")).isEqualTo(json("\"in time\""));
  }

  @Test
  void aTaskThatEndsInTimeLeavesNoAlarm() {
    TestMachine machine =
        task("\"TimeoutSeconds\": 60").task("work", (arguments, context) -> json("1"));

    assertThat(machine.output("{}")).isEqualTo(json("1"));
    assertThat(machine.time().pendingAlarms()).isZero();
  }

  @Test
  void anExecutionThatTakesTooLongTimesOut() {
    TestMachine machine =
        TestMachine.withTopLevel(
            "\"TimeoutSeconds\": 100,",
            """
            "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true,
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]},
            "Caught": {"Type": "Succeed"}
            """);
    machine.task(
        "work",
        (arguments, context) -> {
          machine.time().pass(Duration.ofSeconds(100));
          return waitForInterruption(context);
        });

    ExecutionResult result = machine.run("{}");

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.TIMED_OUT);
    assertThat(result.failure())
        .contains(
            new Failure(
                "States.Timeout", "The execution took longer than 100 seconds", StatePath.ROOT));
    assertThat(cleanedUp).containsExactly("Work");
  }

  @Test
  void cancellingInterruptsRunningTasksAndStartsNoState() throws Exception {
    Runner runner =
        TestMachine.of(
                """
                "Each": {"Type": "Map", "Items": [1, 2, 3], "MaxConcurrency": 1, "Next": "After",
                  "ItemProcessor": {"StartAt": "Work", "States": {
                    "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true,
                      "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}},
                "After": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true}
                """)
            .task("work", (arguments, context) -> waitForInterruption(context))
            .runner();
    CompletableFuture<ExecutionResult> running =
        CompletableFuture.supplyAsync(() -> runner.run(TestMachine.input("{}")));
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    runner.cancel();

    ExecutionResult result = running.get(10, TimeUnit.SECONDS);
    assertAborted(result);
    assertThat(cleanedUp).containsExactly("Each[0]/Work");
  }

  @Test
  void runReturnsOnlyAfterAllTasksHaveCleanedUp() throws Exception {
    CountDownLatch allowed = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Runner runner =
        task("\"Comment\": \"slow to stop\"")
            .task(
                "work",
                (arguments, context) -> {
                  try {
                    return waitForInterruption(context);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    allowed.await();
                    cleanedUp.add("at last");
                    throw e;
                  }
                })
            .runner();
    CompletableFuture<ExecutionResult> running =
        CompletableFuture.supplyAsync(() -> runner.run(TestMachine.input("{}")));
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    runner.cancel();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(running).isNotDone();
    allowed.countDown();

    assertThat(running.get(10, TimeUnit.SECONDS).status())
        .isEqualTo(ExecutionResult.Status.ABORTED);
    assertThat(cleanedUp).containsExactly("Work", "at last");
  }

  @Test
  void aCancelledRunnerRunsNothingMore() {
    Runner runner =
        task("\"Comment\": \"never\"").task("work", (arguments, context) -> json("1")).runner();
    runner.cancel();

    assertAborted(runner.run(TestMachine.input("{}")));
  }

  @Test
  void aTaskThatHidesTheInterruptionCannotKeepACancelledExecutionAlive() {
    AtomicReference<Runner> runner = new AtomicReference<>();
    TestMachine machine =
        task("\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}]")
            .task(
                "work",
                (arguments, context) -> {
                  runner.get().cancel();
                  throw new TaskFailedException("Hidden", "was interrupted");
                });
    runner.set(machine.runner());

    assertAborted(runner.get().run(TestMachine.input("{}")));
  }

  @Test
  void interruptingTheThreadOfRunAbortsTheExecutionAndKeepsTheInterruption() {
    TestMachine machine =
        TestMachine.of("\"Wait\": {\"Type\": \"Wait\", \"Seconds\": 5, \"End\": true}");
    Thread.currentThread().interrupt();

    ExecutionResult result = machine.run("{}");

    assertThat(Thread.interrupted()).isTrue();
    assertAborted(result);
  }

  private static TestMachine task(String fields) {
    return TestMachine.of(
        """
            "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, %s, "End": true}
            """
            .formatted(fields));
  }

  private JsonNode waitForInterruption(TaskContext context) throws InterruptedException {
    started.countDown();
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody opens this latch");
    } catch (InterruptedException e) {
      cleanedUp.add(context.path().toString());
      throw e;
    }
  }

  private static void assertAborted(ExecutionResult result) {
    assertThat(result.status()).isEqualTo(ExecutionResult.Status.ABORTED);
    assertThat(result.output()).isEmpty();
    assertThat(result.failure()).isEmpty();
  }
}
