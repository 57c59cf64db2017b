package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events of the histories that Step Functions keeps of the same states. */
class HistoryTest {
  private static final String JOB = "arn:aws:states:::athena:startQueryExecution.sync";

  private final HistoryRecorder histories = new HistoryRecorder();

  @Test
  void aTaskThatCallsAFunction() {
    work("").task("work", (arguments, context) -> json("1")).run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
  }

  @Test
  void aTaskThatWaitsForAJob() {
    job("").task(JOB, (arguments, context) -> json("1")).run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted
                TaskSucceeded TaskStateExited ExecutionSucceeded
                """));
  }

  @Test
  void everyOtherStateIsEnteredAndExited() {
    machine(
            """
            "Choose": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "Wait"}]},
            "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Pass"},
            "Pass": {"Type": "Pass", "Next": "Succeed"},
            "Succeed": {"Type": "Succeed"}
            """)
        .run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted ChoiceStateEntered ChoiceStateExited WaitStateEntered
                WaitStateExited PassStateEntered PassStateExited SucceedStateEntered
                SucceedStateExited ExecutionSucceeded
                """));
  }

  @Test
  void aFailIsNotExited() {
    machine("\"Fail\": {\"Type\": \"Fail\", \"Error\": \"Any\"}").run("{}");

    assertThat(histories.of(""))
        .containsExactly("ExecutionStarted", "FailStateEntered", "ExecutionFailed");
  }

  @Test
  void everyRetryOfATaskIsScheduledAgain() {
    job("""
            "Retry": [{"ErrorEquals": ["Athena.TooManyRequestsException", "States.TaskFailed"]}],
            """)
        .task(JOB, failing("Athena.TooManyRequestsException", "States.TaskFailed"))
        .run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitFailed
                TaskScheduled TaskStarted TaskSubmitted TaskFailed TaskScheduled TaskStarted
                TaskSubmitted TaskSucceeded TaskStateExited ExecutionSucceeded
                """));
  }

  @Test
  void aCaughtErrorEndsTheTaskWell() {
    machine(
            """
            "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true,
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Fallback"}]},
            "Fallback": {"Type": "Pass", "End": true}
            """)
        .task("work", failing("Broken"))
        .run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskFailed
                TaskStateExited PassStateEntered PassStateExited ExecutionSucceeded
                """));
  }

  @Test
  void aTaskThatTakesTooLong() {
    TestMachine machine = work("\"TimeoutSeconds\": 5,");
    machine
        .task(
            "work",
            (arguments, context) -> {
              machine.time().pass(Duration.ofSeconds(5));
              return json("1");
            })
        .run("{}");

    assertThat(histories.of("")).endsWith("TaskStarted", "TaskTimedOut", "ExecutionFailed");
  }

  @Test
  void anExpressionThatFailsHasAnEvent() {
    machine(
            """
            "Pass": {"Type": "Pass", "Output": "{% $error('on purpose') %}", "End": true}
            """)
        .run("{}");

    assertThat(histories.of(""))
        .containsExactly(
            "ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed");
  }

  @Test
  void theIterationsOfAnInlineMapAreInTheHistoryOfTheExecution() {
    map("INLINE", "").task("work", (arguments, context) -> json("1")).run("[1, 2]");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted MapStateEntered MapStateStarted MapIterationStarted
                TaskStateEntered TaskScheduled TaskStarted TaskSucceeded TaskStateExited
                MapIterationSucceeded MapIterationStarted TaskStateEntered TaskScheduled
                TaskStarted TaskSucceeded TaskStateExited MapIterationSucceeded
                MapStateSucceeded MapStateExited ExecutionSucceeded
                """));
  }

  @Test
  void aRetryOfAMapStartsItAgain() {
    map("INLINE", "\"Retry\": [{\"ErrorEquals\": [\"Broken\"], \"MaxAttempts\": 1}],")
        .task("work", failing("Broken", "Broken"))
        .run("[1]");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted MapStateEntered MapStateStarted MapIterationStarted
                TaskStateEntered TaskScheduled TaskStarted TaskFailed MapIterationFailed
                MapStateStarted MapIterationStarted TaskStateEntered TaskScheduled TaskStarted
                TaskFailed MapIterationFailed MapStateFailed ExecutionFailed
                """));
  }

  @Test
  void theIterationsOfADistributedMapHaveHistoriesOfTheirOwn() {
    ExecutionResult result =
        map("DISTRIBUTED", "").task("work", (arguments, context) -> json("1")).run("[1, 2, 3]");

    assertThat(histories.of(""))
        .containsExactly(
            words(
                """
                ExecutionStarted MapStateEntered MapStateStarted MapRunStarted MapRunSucceeded
                MapStateSucceeded MapStateExited ExecutionSucceeded
                """));
    assertThat(histories.of("Each[2]"))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    assertThat(result.quotaUse())
        .isEqualTo(
            new QuotaUse(8, 3, 7, new LargestPayload(7, "input", StatePath.ROOT.state("Each"))));
  }

  @Test
  void aFailedIterationOfADistributedMapFailsItsOwnExecutionAndTheMapRun() {
    map("DISTRIBUTED", "").task("work", failing("Broken")).run("[1]");

    assertThat(histories.of(""))
        .endsWith("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed");
    assertThat(histories.of("Each[0]")).endsWith("TaskStarted", "TaskFailed", "ExecutionFailed");
  }

  @Test
  void whatIsStoppedIsInTheHistoryToo() {
    TestMachine machine =
        map("INLINE", "")
            .task(
                "work",
                (arguments, context) -> {
                  throw new InterruptedException();
                });
    machine.run("[1]");
    Thread.interrupted();

    assertThat(histories.of(""))
        .endsWith(
            "TaskStarted",
            "TaskStateAborted",
            "MapIterationAborted",
            "MapStateAborted",
            "ExecutionAborted");
  }

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  private TestMachine work(String fields) {
    return machine(
        """
        "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, %s "End": true}
        """
            .formatted(fields));
  }

  private TestMachine job(String fields) {
    return machine(
        """
        "Query": {"Type": "Task", "Resource": "%s", "Arguments": {}, %s "End": true}
        """
            .formatted(JOB, fields));
  }

  private TestMachine map(String mode, String fields) {
    String standard = mode.equals("DISTRIBUTED") ? ", \"ExecutionType\": \"STANDARD\"" : "";
    return machine(
        """
        "Each": {"Type": "Map", "MaxConcurrency": 1, %s "End": true,
          "ItemProcessor": {"ProcessorConfig": {"Mode": "%s" %s}, "StartAt": "Work", "States": {
            "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true}}}}
        """
            .formatted(fields, mode, standard));
  }

  private TestMachine machine(String states) {
    return TestMachine.of(states).listener(histories);
  }

  /** Fails with one error after another, then succeeds. */
  private static TaskResource failing(String... errors) {
    Deque<String> left = new ArrayDeque<>(List.of(errors));
    return (arguments, context) -> {
      if (left.isEmpty()) {
        return json("1");
      }
      throw new TaskFailedException(left.poll(), "on purpose");
    };
  }
}
