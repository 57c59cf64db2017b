package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.Sources.Text;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The definition as a stack deploys it.
 *
 * @param json the definition with its substitutions made
 */
record Definition(JsonNode json) {

  /**
   * A Task state.
   *
   * @param timeoutSeconds the longest that it may take; empty when it does not say
   */
  record Task(String name, String resource, JsonNode arguments, Optional<Integer> timeoutSeconds) {}

  static Definition of(Sources sources, Stack stack) {
    String text = sources.text(Text.DEFINITION);
    for (Map.Entry<String, String> substitution : substitutions(stack).entrySet()) {
      text = text.replace("${" + substitution.getKey() + "}", substitution.getValue());
    }
    return new Definition(Json.tree(text, "the definition"));
  }

  /** What a stack puts in the place of the definition's placeholders. */
  static Map<String, String> substitutions(Stack stack) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    stateMachine(stack)
        .properties()
        .path("DefinitionSubstitutions")
        .properties()
        .forEach(given -> substitutions.put(given.getKey(), given.getValue().asText()));
    return substitutions;
  }

  static Resource stateMachine(Stack stack) {
    return stack.resource("StateMachine");
  }

  /** The names of all states, those in Map states too. */
  List<String> states() {
    List<String> states = new ArrayList<>();
    forEachState(json, state -> states.add(state.getKey()));
    return states;
  }

  /** All Task states, those in Map states too. */
  List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    forEachState(
        json,
        state -> {
          if (state.getValue().path("Type").asText().equals("Task")) {
            tasks.add(task(state.getKey(), state.getValue()));
          }
        });
    return tasks;
  }

  private static Task task(String name, JsonNode state) {
    return new Task(
        name,
        state.path("Resource").asText(),
        state.path("Arguments"),
        Optional.of(state.path("TimeoutSeconds")).filter(JsonNode::isInt).map(JsonNode::asInt));
  }

  /** The labels of its Distributed Maps, which are part of their executions' ARNs. */
  List<String> distributedMaps() {
    List<String> labels = new ArrayList<>();
    forEachState(
        json,
        state -> {
          JsonNode mode = state.getValue().at("/ItemProcessor/ProcessorConfig/Mode");
          if (mode.asText().equals("DISTRIBUTED")) {
            labels.add(state.getValue().path("Label").asText());
          }
        });
    return labels;
  }

  private static void forEachState(
      JsonNode workflow, Consumer<Map.Entry<String, JsonNode>> consumer) {
    for (Map.Entry<String, JsonNode> state : workflow.path("States").properties()) {
      consumer.accept(state);
      forEachState(state.getValue().path("ItemProcessor"), consumer);
    }
  }
}
