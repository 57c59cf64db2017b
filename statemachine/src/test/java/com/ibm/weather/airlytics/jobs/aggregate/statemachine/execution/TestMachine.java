package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A machine under test: its states, its tasks, and a time that the test moves. */
final class TestMachine {
  static final Instant START = Instant.parse("2021-07-01T02:00:00Z");

  private final String definition;
  private final Map<String, TaskResource> resources = new HashMap<>();
  private final ManualTime time = new ManualTime(START);
  private ExecutionListener listener = new ExecutionListener() {};
  private RandomGenerator random = () -> 0L;

  private TestMachine(String definition) {
    this.definition = definition;
  }

  /** The states of a machine that starts with the first of them. */
  static TestMachine of(String states) {
    return withTopLevel("", states);
  }

  /** As {@link #of}, with further top-level fields, each followed by a comma. */
  static TestMachine withTopLevel(String fields, String states) {
    String first = json("{" + states + "}").fieldNames().next();
    return new TestMachine(
        """
        {"QueryLanguage": "JSONata", %s "StartAt": "%s", "States": {%s}}
        """
            .formatted(fields, first, states));
  }

  TestMachine task(String name, TaskResource resource) {
    resources.put(name, resource);
    return this;
  }

  TestMachine listener(ExecutionListener added) {
    listener = added;
    return this;
  }

  TestMachine random(RandomGenerator replaced) {
    random = replaced;
    return this;
  }

  ManualTime time() {
    return time;
  }

  Runner runner() {
    StateMachine machine = StateMachine.load(definition, Map.of(), resources.keySet());
    return new Runner(machine, resources, listener, time, random);
  }

  ExecutionResult run(String input) {
    return runner().run(input(input));
  }

  /** The output of an execution that must succeed. */
  JsonNode output(String input) {
    ExecutionResult result = run(input);
    return result
        .output()
        .orElseThrow(() -> new AssertionError("the execution failed: " + result.failure()));
  }

  /** The failure of an execution that must fail. */
  Failure failure(String input) {
    ExecutionResult result = run(input);
    return result
        .failure()
        .orElseThrow(() -> new AssertionError("the execution did not fail: " + result));
  }

  static ExecutionInput input(String input) {
    return new ExecutionInput("run-1", START, json(input));
  }

  static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
