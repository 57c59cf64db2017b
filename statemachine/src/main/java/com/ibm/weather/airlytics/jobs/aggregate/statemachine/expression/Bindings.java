package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What an expression can see while it is evaluated. */
public interface Bindings {

  /** The reserved variable {@code $states}. */
  JsonNode states();

  /** A workflow variable by its name without {@code $}; empty when nothing has assigned it. */
  Optional<JsonNode> variable(String name);
}
