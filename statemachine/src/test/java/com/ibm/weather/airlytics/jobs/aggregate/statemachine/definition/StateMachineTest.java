package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateMachineTest {
  private static final String DEFINITION =
      """
      {"Comment": "A job", "QueryLanguage": "JSONata", "Version": "1.0", "TimeoutSeconds": 3600,
       "StartAt": "Prepare",
       "States": {
         "Prepare": {"Type": "Task", "Comment": "Cleans", "Resource": "${Lambda}",
           "Arguments": {"FunctionName": "${Prefix}-prepare", "Payload": "{% $states.input %}"},
           "Assign": {"days": "{% $states.result.days %}"},
           "Catch": [{"ErrorEquals": ["A", "B"], "Next": "Failed"}],
           "Next": "Any"},
         "Any": {"Type": "Choice",
           "Choices": [{"Condition": "{% $count($days) > 0 %}", "Next": "Days"}], "Default": "Done"},
         "Days": {"Type": "Map", "Label": "Days", "Items": "{% $days %}", "MaxConcurrency": 2,
           "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
             "StartAt": "Query",
             "States": {"Query": {"Type": "Task", "Resource": "query", "Arguments": {}, "End": true}}},
           "Next": "Done"},
         "Done": {"Type": "Succeed"},
         "Failed": {"Type": "Fail", "Error": "PrepareFailed"}}}
      """;

  private final StateMachine machine =
      StateMachine.load(
          DEFINITION,
          Map.of("Lambda", "call", "Prefix", "demo"),
          Set.of("call", "query", "unused"));

  @Test
  void tellsItsStatesInOrderWithTheirTypes() {
    assertThat(machine.comment()).contains("A job");
    assertThat(machine.timeout()).contains(Duration.ofHours(1));
    assertThat(machine.workflow().startAt()).isEqualTo("Prepare");
    assertThat(machine.workflow().allStates().map(state -> state.name() + " " + state.type()))
        .containsExactly(
            "Prepare Task", "Any Choice", "Days Map", "Query Task", "Done Succeed", "Failed Fail");
    assertThat(machine.workflow().state("Prepare").comment()).contains("Cleans");
    assertThat(machine.resources()).containsExactly("call", "query");
  }

  @Test
  void tellsWhereEachStateLeads() {
    assertThat(machine.workflow().state("Prepare").transitions())
        .containsExactly(
            new Transition(Transition.Kind.NEXT, "Any", Optional.empty()),
            new Transition(Transition.Kind.CATCH, "Failed", Optional.of("A, B")));
    assertThat(machine.workflow().state("Any").transitions())
        .containsExactly(
            new Transition(Transition.Kind.CHOICE, "Days", Optional.of("$count($days) > 0")),
            new Transition(Transition.Kind.DEFAULT, "Done", Optional.empty()));
    assertThat(machine.workflow().state("Done").transitions()).isEmpty();
    assertThat(machine.workflow().state("Failed").transitions()).isEmpty();
  }

  @Test
  void substitutionsFillTextsAndCannotBreakOutOfThem() {
    StateMachine hostile =
        StateMachine.load(
            """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Fail", "Error": "x", "Cause": "${Cause}"}}}
            """,
            Map.of("Cause", "\", \"Next\": \"$1\\"),
            Set.of());

    FailState state = (FailState) hostile.workflow().state("A");

    assertThat(state.cause())
        .map(Object::toString)
        .get()
        .asString()
        .contains("Next")
        .contains("$1");
  }
}
