package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariablesTest {

  @Test
  void newValuesAreSeenOnlyAfterTheStateThatAssignsThem() {
    TestMachine machine =
        TestMachine.of(
            """
            "Start": {"Type": "Pass", "Assign": {"a": 1, "b": 10}, "Next": "Swap"},
            "Swap": {"Type": "Pass", "Assign": {"a": "{% $b %}", "b": "{% $a %}"}, "Output": "{% $a %}", "Next": "Look"},
            "Look": {"Type": "Pass", "Output": {"old": "{% $states.input %}", "a": "{% $a %}", "b": "{% $b %}"}, "End": true}
            """);

    assertThat(machine.output("{}")).isEqualTo(json("{\"old\": 1, \"a\": 10, \"b\": 1}"));
  }

  @Test
  void aStateThatFailsAssignsNothing() {
    TestMachine machine =
        TestMachine.of(
                """
                "Start": {"Type": "Pass", "Assign": {"a": 1}, "Next": "Work"},
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {},
                  "Assign": {"a": 2}, "Output": "{% $states.result.missing %}",
                  "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "Look"}], "End": true},
                "Look": {"Type": "Pass", "Output": "{% $a %}", "End": true}
                """)
            .task("work", (arguments, context) -> json("{}"));

    assertThat(machine.output("{}")).isEqualTo(json("1"));
  }

  @Test
  void aTaskAssignsFromItsResultAndACatchFromItsError() {
    TestMachine machine =
        TestMachine.of(
                """
                "Work": {"Type": "Task", "Resource": "work", "Arguments": {},
                  "Assign": {"rows": "{% $states.result.count %}"}, "Next": "Break"},
                "Break": {"Type": "Task", "Resource": "break", "Arguments": {},
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"why": "{% $states.errorOutput.Cause %}"}, "Next": "Look"}],
                  "End": true},
                "Look": {"Type": "Pass", "Output": "{% $why & ' after ' & $rows %}", "End": true}
                """)
            .task("work", (arguments, context) -> json("{\"count\": 3}"))
            .task(
                "break",
                (arguments, context) -> {
                  throw new TaskFailedException("Broken", "it broke");
                });

    assertThat(machine.output("{}")).isEqualTo(json("\"it broke after 3\""));
  }

  @Test
  void anInlineIterationReadsOuterVariablesAndHasItsOwn() {
    TestMachine machine =
        TestMachine.of(
            """
            "Start": {"Type": "Pass", "Assign": {"prefix": "day "}, "Next": "Each"},
            "Each": {"Type": "Map", "Items": [1, 2, 3], "End": true,
              "ItemProcessor": {"StartAt": "Set", "States": {
                "Set": {"Type": "Pass", "Assign": {"own": "{% $prefix & $states.input %}"}, "Next": "Get"},
                "Get": {"Type": "Pass", "Output": "{% $own %}", "End": true}}}}
            """);

    assertThat(machine.output("{}")).isEqualTo(json("[\"day 1\", \"day 2\", \"day 3\"]"));
  }

  @Test
  void aDistributedIterationSeesItsInputAlone() {
    TestMachine machine =
        TestMachine.of(
            """
            "Start": {"Type": "Pass", "Assign": {"prefix": "day "}, "Next": "Each"},
            "Each": {"Type": "Map", "Label": "Days", "Items": [1, 2], "End": true,
              "ItemSelector": {"prefix": "{% $prefix %}", "day": "{% $states.context.Map.Item.Value %}"},
              "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "Look", "States": {
                  "Look": {"Type": "Pass", "End": true, "Output": {
                    "text": "{% $states.input.prefix & $states.input.day %}",
                    "execution": "{% $states.context.Execution.Id %}",
                    "input": "{% $states.context.Execution.Input.day %}"}}}}}
            """);

    assertThat(machine.output("{}"))
        .isEqualTo(
            json(
                """
                [{"text": "day 1", "execution": "run-1/Days:0", "input": 1},
                 {"text": "day 2", "execution": "run-1/Days:1", "input": 2}]
                """));
  }
}
