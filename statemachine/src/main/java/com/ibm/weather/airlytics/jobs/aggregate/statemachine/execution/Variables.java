package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of one workflow, with those of the workflow around it behind them. */
final class Variables {
  private final Optional<Variables> outer;
  private final Map<String, JsonNode> values = new HashMap<>();

  private Variables(Optional<Variables> outer) {
    this.outer = outer;
  }

  static Variables empty() {
    return new Variables(Optional.empty());
  }

  Variables inner() {
    return new Variables(Optional.of(this));
  }

  Optional<JsonNode> get(String name) {
    return Optional.ofNullable(values.get(name))
        .or(() -> outer.flatMap(variables -> variables.get(name)));
  }

  void setAll(Map<String, JsonNode> assignments) {
    values.putAll(assignments);
  }
}
