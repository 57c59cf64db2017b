package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What the states of one workflow share.
 *
 * @param execution the execution
 * @param path the execution or iteration that the workflow is
 * @param history the history of the execution, or of the one that the iteration is
 * @param cancellation stops the workflow
 * @param variables its variables
 * @param executionContext the value of {@code $states.context.Execution}
 * @param mapContext the value of {@code $states.context.Map}; empty outside of iterations
 */
record Surroundings(
    Execution execution,
    StatePath path,
    History history,
    Cancellation cancellation,
    Variables variables,
    JsonNode executionContext,
    Optional<JsonNode> mapContext) {

  static JsonNode executionContext(String id, String name, Instant startTime, JsonNode input) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.put("Id", id).put("Name", name).put("StartTime", startTime.toString());
    context.set("Input", input);
    return context;
  }

  static JsonNode mapContext(int index, JsonNode item) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.putObject("Item").put("Index", index).set("Value", item);
    return context;
  }
}
