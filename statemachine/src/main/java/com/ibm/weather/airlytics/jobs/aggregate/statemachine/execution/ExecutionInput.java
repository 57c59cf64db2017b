package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What an execution starts with.
 *
 * @param name names the execution, in logs and for its tasks
 * @param startTime when it was started
 * @param input the first state's input
 */
public record ExecutionInput(String name, Instant startTime, JsonNode input) {}
