package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where Step Functions ends a Standard execution, and how. */
class HistoryLimitTest {
  private static final int LIMIT = 25_000;

  private final HistoryRecorder histories = new HistoryRecorder();

  @Test
  void aLoopWithoutEndFailsWithTheLastEventThatTheHistoryHolds() {
    Failure failure =
        TestMachine.of(
                """
                "Loop": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "Loop"}]}
                """)
            .listener(histories)
            .failure("{}");

    assertThat(failure.error()).isEqualTo("States.Runtime");
    assertThat(failure.path()).hasToString("Loop");
    assertThat(failure.cause())
        .startsWith("The execution reached the maximum number of history events (25000)")
        .contains("ChoiceStateEntered of Loop", "Distributed Map");
    List<String> events = histories.of("");
    assertThat(events).hasSize(LIMIT).endsWith("ChoiceStateExited", "ExecutionFailed");
  }

  @Test
  void anExecutionThatSucceedsWithTheLastEventSucceeds() {
    ExecutionResult result = counted(1).run("0");

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(result.quotaUse().historyEvents()).isEqualTo(LIMIT);
  }

  @Test
  void oneStateMoreIsTooMuch() {
    ExecutionResult result = counted(2).run("0");

    assertThat(result.failure().orElseThrow().error()).isEqualTo("States.Runtime");
    assertThat(result.quotaUse().historyEvents()).isEqualTo(LIMIT);
  }

  @Test
  void aBackfillInAnInlineMapIsRefusedNeitherRetriedNorCaught() {
    AtomicInteger calls = new AtomicInteger();
    ExecutionResult result =
        TestMachine.of(
                """
                "Days": {"Type": "Map", "MaxConcurrency": 8, "End": true,
                  "Retry": [{"ErrorEquals": ["States.ALL"]}],
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],
                  "ItemProcessor": {"StartAt": "Work", "States": {
                    "Work": {"Type": "Task", "Resource": "work", "Arguments": {}, "End": true,
                      "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}},
                "Caught": {"Type": "Succeed"}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  calls.incrementAndGet();
                  return json("1");
                })
            .run(days(10_000));

    assertThat(result.failure().orElseThrow().error()).isEqualTo("States.Runtime");
    assertThat(result.quotaUse().historyEvents()).isEqualTo(LIMIT);
    assertThat(calls).hasValueLessThan(LIMIT / 7 + 8);
  }

  @Test
  void anIterationOfADistributedMapThatIsTooLongFailsTheMapWhichCanCatchIt() {
    ExecutionResult result =
        TestMachine.of(
                """
                "Each": {"Type": "Map", "End": true,
                  "Catch": [{"ErrorEquals": ["States.ExceedToleratedFailureThreshold"],
                    "Output": "{% $states.errorOutput.Cause %}", "Next": "Caught"}],
                  "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "Loop", "States": {
                      "Loop": {"Type": "Choice",
                        "Choices": [{"Condition": "{% true %}", "Next": "Loop"}]}}}},
                "Caught": {"Type": "Succeed"}
                """)
            .run("[1]");

    assertThat(result.output().orElseThrow().textValue())
        .contains("Each[0]/Loop: States.Runtime: The execution reached the maximum");
    assertThat(result.quotaUse().mostChildHistoryEvents()).isEqualTo(LIMIT);
    assertThat(result.quotaUse().historyEvents()).isEqualTo(10);
  }

  /** Counts to 6,248 with four events each, and passes so many times before. */
  private static TestMachine counted(int passes) {
    StringBuilder before = new StringBuilder();
    for (int pass = 1; pass <= passes; pass++) {
      before.append(
          "\"Pass%d\": {\"Type\": \"Pass\", \"Next\": \"%s\"},"
              .formatted(pass, pass < passes ? "Pass" + (pass + 1) : "Enough"));
    }
    return TestMachine.of(
        before
            + """
            "Enough": {"Type": "Choice", "Default": "Count",
              "Choices": [{"Condition": "{% $states.input = 6248 %}", "Next": "Done"}]},
            "Count": {"Type": "Pass", "Output": "{% $states.input + 1 %}", "Next": "Enough"},
            "Done": {"Type": "Succeed"}
            """);
  }

  private static String days(int count) {
    return IntStream.range(0, count).boxed().toList().toString();
  }
}
