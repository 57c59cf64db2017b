package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What an execution starts with.
 *
 * @param id what {@code $states.context.Execution.Id} is: on AWS the execution's ARN
 * @param name names the execution, in logs and for its tasks
 * @param startTime when it was started
 * @param input the first state's input
 */
public record ExecutionInput(String id, String name, Instant startTime, JsonNode input) {

  /** What an execution starts with that has no other id than its name. */
  public ExecutionInput(String name, Instant startTime, JsonNode input) {
    this(name, name, startTime, input);
  }
}
