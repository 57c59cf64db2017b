package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static final StateMachine MACHINE =
      StateMachine.load(
          """
          {"QueryLanguage": "JSONata", "StartAt": "Work", "States": {
            "Work": {"Type": "Task", "Resource": "work", "Arguments": "{% $states.input %}", "TimeoutSeconds": 60,
              "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "JitterStrategy": "FULL"}], "End": true}}}
          """,
          Map.of(), Set.of("work"));

  @Test
  void aResourceThatTheMachineUsesMustBeGiven() {
    assertThatThrownBy(() -> new Runner(MACHINE, Map.of(), new ExecutionListener() {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no TaskResource for [work]");
  }

  @Test
  void runsAnyNumberOfExecutionsInRealTime() {
    Runner runner =
        new Runner(
            MACHINE, Map.of("work", (arguments, context) -> arguments), new ExecutionListener() {});

    assertThat(runner.run(input("1")).output()).contains(TestMachine.json("1"));
    assertThat(runner.run(input("2")).output()).contains(TestMachine.json("2"));
  }

  private static ExecutionInput input(String input) {
    return new ExecutionInput("run", Instant.EPOCH, TestMachine.json(input));
  }
}
