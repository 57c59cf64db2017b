package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import static com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TestMachine.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExecutionListenerTest {

  @Test
  void isToldEverythingInOrder() {
    Recorder recorder = new Recorder();
    AtomicInteger calls = new AtomicInteger();
    TestMachine machine =
        TestMachine.of(
            """
            "Each": {"Type": "Map", "Items": [1, 2], "MaxConcurrency": 1, "Next": "Last",
              "Catch": [{"ErrorEquals": ["Broken"], "Next": "Last"}],
              "ItemProcessor": {"StartAt": "Work", "States": {
                "Work": {"Type": "Task", "Resource": "work", "Arguments": "{% $states.input %}", "End": true,
                  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 3}]}}}},
            "Last": {"Type": "Fail", "Error": "Ended", "Cause": "on purpose"}
            """);
    machine
        .listener(recorder)
        .task(
            "work",
            (arguments, context) -> {
              machine.time().pass(Duration.ofSeconds(1));
              return switch (calls.incrementAndGet()) {
                case 1 -> throw new TaskFailedException("Busy", "try again");
                case 2 -> json("10");
                default -> throw new TaskFailedException("Broken", "for good");
              };
            })
        .run("{}");

    assertThat(recorder.events)
        .containsExactly(
            "started run-1",
            "entered Each Map {}",
            "map Each of 2",
            "entered Each[0]/Work Task 1",
            "retry Each[0]/Work: Busy: try again, attempt 1 after PT3S",
            "exited Each[0]/Work Task after PT5S with 10",
            "iteration Each[0] after PT5S",
            "entered Each[1]/Work Task 2",
            "failed Each[1]/Work Task after PT1S: Each[1]/Work: Broken: for good",
            "iteration Each[1] after PT1S: Each[1]/Work: Broken: for good",
            "caught at Each, Each[1]/Work: Broken: for good, leads to Last",
            "exited Each Map after PT6S with {\"Error\":\"Broken\",\"Cause\":\"for good\"}",
            "entered Last Fail {\"Error\":\"Broken\",\"Cause\":\"for good\"}",
            "failed Last Fail after PT0S: Last: Ended: on purpose",
            "ended run-1 FAILED after PT6S");
  }

  private static final class Recorder implements ExecutionListener {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void executionStarted(ExecutionInput input) {
      events.add("started " + input.name());
    }

    @Override
    public void executionEnded(ExecutionInput input, ExecutionResult result, Duration duration) {
      events.add("ended " + input.name() + " " + result.status() + " after " + duration);
    }

    @Override
    public void stateEntered(StatePath path, String type, JsonNode input) {
      events.add("entered " + path + " " + type + " " + input);
    }

    @Override
    public void stateExited(StatePath path, String type, Duration duration, JsonNode output) {
      events.add("exited " + path + " " + type + " after " + duration + " with " + output);
    }

    @Override
    public void stateFailed(StatePath path, String type, Duration duration, Failure failure) {
      events.add("failed " + path + " " + type + " after " + duration + ": " + failure);
    }

    @Override
    public void retryScheduled(StatePath path, Failure failure, int attempt, Duration delay) {
      events.add("retry " + failure + ", attempt " + attempt + " after " + delay);
    }

    @Override
    public void caught(StatePath path, Failure failure, String next) {
      events.add("caught at " + path + ", " + failure + ", leads to " + next);
    }

    @Override
    public void mapStarted(StatePath path, int itemCount) {
      events.add("map " + path + " of " + itemCount);
    }

    @Override
    public void iterationEnded(StatePath path, Duration duration, Optional<Failure> failure) {
      events.add(
          "iteration " + path + " after " + duration + failure.map(why -> ": " + why).orElse(""));
    }
  }
}
