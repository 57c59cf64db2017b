package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatesTest {

  @Test
  void aPassPutsOutItsInputUnlessItHasAnOutput() {
    TestMachine machine =
        TestMachine.of(
            """
            "First": {"Type": "Pass", "Next": "Second"},
            "Second": {"Type": "Pass", "Output": {"twice": "{% $states.input.n * 2 %}", "fixed": [1, null]}, "End": true}
            """);

    assertThat(machine.output("{\"n\": 21}"))
        .isEqualTo(json("{\"twice\": 42, \"fixed\": [1, null]}"));
  }

  @Test
  void aTaskGetsItsArgumentsAndPutsOutItsResult() {
    AtomicReference<TaskContext> seen = new AtomicReference<>();
    TestMachine machine =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {"day": "{% $states.input.day %}"}, "End": true}
                """)
            .task(
                "work",
                (arguments, context) -> {
                  seen.set(context);
                  return json("{\"got\": " + arguments + "}");
                });

    assertThat(machine.output("{\"day\": \"2021-06-30\"}"))
        .isEqualTo(json("{\"got\": {\"day\": \"2021-06-30\"}}"));
    assertThat(seen.get().executionName()).isEqualTo("run-1");
    assertThat(seen.get().path()).hasToString("Work");
  }

  @Test
  void aTasksOutputIsMadeFromItsResult() {
    TestMachine machine =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {},
                  "Output": "{% { 'in': $states.input, 'out': $states.result.count } %}", "End": true}
                """)
            .task("work", (arguments, context) -> json("{\"count\": 3}"));

    assertThat(machine.output("7")).isEqualTo(json("{\"in\": 7, \"out\": 3}"));
  }

  @Test
  void aChoiceTakesTheFirstRuleThatIsTrue() {
    TestMachine machine = choice();

    assertThat(machine.output("5")).isEqualTo(json("\"small 5\""));
    assertThat(machine.output("50")).isEqualTo(json("\"middle\""));
    assertThat(machine.output("500")).isEqualTo(json("\"large 500\""));
  }

  private static TestMachine choice() {
    return TestMachine.of(
        """
        "Size": {"Type": "Choice",
          "Choices": [
            {"Condition": "{% $states.input < 10 %}", "Assign": {"word": "small"}, "Next": "Tell"},
            {"Condition": "{% $states.input < 100 %}", "Output": "middle", "Next": "Done"}],
          "Default": "Tell",
          "Assign": {"word": "large"}},
        "Tell": {"Type": "Pass", "Output": "{% $word & ' ' & $states.input %}", "Next": "Done"},
        "Done": {"Type": "Succeed"}
        """);
  }

  @Test
  void aChoiceWithoutAMatchAndWithoutADefaultFails() {
    Failure failure =
        TestMachine.of(
                """
                "Decide": {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "Done"}]},
                "Done": {"Type": "Succeed"}
                """)
            .failure("{}");

    assertThat(failure.error()).isEqualTo("States.NoChoiceMatched");
    assertThat(failure.path()).hasToString("Decide");
  }

  @Test
  void aConditionMustBeABoolean() {
    Failure failure =
        TestMachine.of(
                """
                "Decide": {"Type": "Choice", "Choices": [{"Condition": "{% 'yes' %}", "Next": "Done"}]},
                "Done": {"Type": "Succeed"}
                """)
            .failure("{}");

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.cause()).contains("'yes'", "true or false");
  }

  @Test
  void aWaitLastsItsSecondsOrUntilItsTime() {
    TestMachine machine =
        TestMachine.of(
            """
            "Literal": {"Type": "Wait", "Seconds": 30, "Next": "Computed"},
            "Computed": {"Type": "Wait", "Seconds": "{% $states.input.seconds %}", "Next": "Until"},
            "Until": {"Type": "Wait", "Timestamp": "2021-07-01T03:00:00Z", "Next": "Past"},
            "Past": {"Type": "Wait", "Timestamp": "{% $states.input.time %}", "End": true}
            """);

    assertThat(
            machine.output("{\"seconds\": 90, \"time\": \"2021-06-01T00:00:00+02:00\"}").isObject())
        .isTrue();
    assertThat(machine.time().sleeps())
        .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(58));
  }

  @Test
  void aWaitRefusesWhatIsNoNumberOfSecondsOrNoTime() {
    assertThat(wait("\"Seconds\": \"{% -1 %}\"").error()).isEqualTo("States.QueryEvaluationError");
    assertThat(wait("\"Seconds\": \"{% 1.5 %}\"").error()).isEqualTo("States.QueryEvaluationError");
    assertThat(wait("\"Timestamp\": \"{% 'soon' %}\"").cause()).contains("soon");
  }

  private static Failure wait(String field) {
    return TestMachine.of("\"Wait\": {\"Type\": \"Wait\", %s, \"End\": true}".formatted(field))
        .failure("{}");
  }

  @Test
  void aSucceedEndsTheExecution() {
    assertThat(
            TestMachine.of(
                    "\"Done\": {\"Type\": \"Succeed\", \"Output\": \"{% $states.input + 1 %}\"}")
                .output("1"))
        .isEqualTo(json("2"));
  }

  @Test
  void aFailEndsTheExecutionWithItsErrorAndCause() {
    ExecutionResult result =
        TestMachine.of(
                """
                "Stop": {"Type": "Fail", "Error": "NotReady", "Cause": "{% 'day ' & $states.input %}"}
                """)
            .run("\"2021-06-30\"");

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(result.output()).isEmpty();
    assertThat(result.failure())
        .contains(new Failure("NotReady", "day 2021-06-30", StatePath.ROOT.state("Stop")));
  }

  @Test
  void anExpressionSeesTheExecutionAndTheState() {
    TestMachine machine =
        TestMachine.of(
            """
            "Look": {"Type": "Pass", "End": true, "Output": {
              "name": "{% $states.context.Execution.Name %}",
              "id": "{% $states.context.Execution.Id %}",
              "input": "{% $states.context.Execution.Input.a %}",
              "started": "{% $states.context.Execution.StartTime %}",
              "state": "{% $states.context.State.Name %}",
              "entered": "{% $states.context.State.EnteredTime %}",
              "retries": "{% $states.context.State.RetryCount %}"}}
            """);

    assertThat(machine.output("{\"a\": 1}"))
        .isEqualTo(
            json(
                """
                {"name": "run-1", "id": "run-1", "input": 1, "started": "2021-07-01T02:00:00Z",
                 "state": "Look", "entered": "2021-07-01T02:00:00Z", "retries": 0}
                """));
  }

  @Test
  void anExpressionWithoutAValueFailsTheState() {
    Failure failure =
        TestMachine.of(
                """
                "Look": {"Type": "Pass", "Output": {"a": "{% $states.input.missing %}"}, "End": true}
                """)
            .failure("{}");

    assertThat(failure.error()).isEqualTo("States.QueryEvaluationError");
    assertThat(failure.cause()).contains("$states.input.missing", "no value");
  }

  @Test
  void aLoopRunsUntilItsChoiceEndsIt() {
    TestMachine machine =
        TestMachine.of(
            """
            "Count": {"Type": "Pass", "Output": "{% $states.input + 1 %}", "Next": "Enough"},
            "Enough": {"Type": "Choice",
              "Choices": [{"Condition": "{% $states.input >= 100 %}", "Next": "Done"}],
              "Default": "Count"},
            "Done": {"Type": "Succeed"}
            """);

    assertThat(machine.output("0")).isEqualTo(json("100"));
  }
}
