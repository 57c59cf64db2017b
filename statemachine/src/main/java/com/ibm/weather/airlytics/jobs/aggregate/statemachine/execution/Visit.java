package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.Continuation;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.State;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Bindings;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.EvaluationException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One stay in a state: evaluates the state's templates and applies its continuations.
 *
 * @param input the state's input
 * @param enteredTime when the state was entered
 * @param retryCount how often the state was tried before
 */
record Visit(
    Surroundings surroundings, State state, JsonNode input, Instant enteredTime, int retryCount) {

  /** What a state leads to. */
  record Outcome(JsonNode output, Optional<String> next) {}

  private record VisitBindings(JsonNode states, Variables variables) implements Bindings {
    @Override
    public Optional<JsonNode> variable(String name) {
      return variables.get(name);
    }
  }

  StatePath path() {
    return surroundings.path().state(state.name());
  }

  Visit retried() {
    return new Visit(surroundings, state, input, enteredTime, retryCount + 1);
  }

  Bindings bindings() {
    return new VisitBindings(states(surroundings.mapContext()), surroundings.variables());
  }

  /** Bindings that also see {@code $states.result} or {@code $states.errorOutput}. */
  Bindings bindingsWith(String field, JsonNode value) {
    ObjectNode states = states(surroundings.mapContext());
    states.set(field, value);
    return new VisitBindings(states, surroundings.variables());
  }

  Bindings bindingsWithMapContext(JsonNode mapContext) {
    return new VisitBindings(states(Optional.of(mapContext)), surroundings.variables());
  }

  private ObjectNode states(Optional<JsonNode> mapContext) {
    ObjectNode states = JsonNodeFactory.instance.objectNode();
    states.set("input", input);
    ObjectNode context = states.putObject("context");
    context.set("Execution", surroundings.executionContext());
    context
        .putObject("State")
        .put("Name", state.name())
        .put("EnteredTime", enteredTime.toString())
        .put("RetryCount", retryCount);
    mapContext.ifPresent(map -> context.set("Map", map));
    return states;
  }

  JsonNode evaluate(Template template, Bindings bindings, String what) throws StateFailedException {
    try {
      return template.evaluate(bindings);
    } catch (EvaluationException e) {
      throw evaluationFailed(what + ": " + e.getMessage());
    }
  }

  /** Evaluates an integer within a range. */
  int integer(Template template, int least, String what) throws StateFailedException {
    JsonNode value = evaluate(template, bindings(), what);
    if (value.isNumber()
        && value.canConvertToInt()
        && value.intValue() == value.doubleValue()
        && value.intValue() >= least) {
      return value.intValue();
    }
    throw evaluationFailed(what + " must be an integer from " + least + " up, not " + value);
  }

  /** Evaluates a text. */
  String text(Template template, String what) throws StateFailedException {
    JsonNode value = evaluate(template, bindings(), what);
    if (!value.isTextual()) {
      throw evaluationFailed(what + " must be a text, not " + value);
    }
    return value.textValue();
  }

  JsonNode checked(JsonNode payload, String what) throws StateFailedException {
    return surroundings.execution().payloads().checked(payload, what, path());
  }

  /** Evaluates everything against the old variables first, then sets the new ones. */
  Outcome conclude(Continuation then, Bindings bindings, JsonNode defaultOutput)
      throws StateFailedException {
    Map<String, JsonNode> assignments = new LinkedHashMap<>();
    ObjectNode assigned = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Template> assign : then.assign().entrySet()) {
      JsonNode value = evaluate(assign.getValue(), bindings, "Assign." + assign.getKey());
      assignments.put(assign.getKey(), checked(value, "variable $" + assign.getKey()));
      assigned.set(assign.getKey(), value);
    }
    checked(assigned, "variables set by Assign");
    JsonNode output =
        then.output().isPresent()
            ? evaluate(then.output().get(), bindings, "Output")
            : defaultOutput;
    checked(output, "output");
    surroundings.variables().setAll(assignments);
    return new Outcome(output, then.next());
  }

  /** Adds an event to the history of the execution. */
  void happened(HistoryEvent event) throws StateFailedException {
    surroundings.history().add(event, path());
  }

  /**
   * The failure of an expression, which is in the history from now on.
   *
   * @throws StateFailedException when the history has no place for it
   */
  StateFailedException evaluationFailed(String cause) throws StateFailedException {
    happened(HistoryEvent.EVALUATION_FAILED);
    return failed(ErrorNames.QUERY_EVALUATION_ERROR, cause);
  }

  StateFailedException failed(String error, String cause) {
    return new StateFailedException(error, cause, path());
  }
}
