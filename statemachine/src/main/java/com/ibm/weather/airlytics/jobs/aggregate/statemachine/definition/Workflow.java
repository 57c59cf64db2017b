package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * States and where to start: the whole machine, or what a Map runs for each item.
 *
 * @param startAt name of the first state
 * @param states by name, in the order of the definition
 */
public record Workflow(String startAt, Map<String, State> states) {

  /** Takes a copy. */
  public Workflow {
    states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
  }

  /** The state of this name, which must exist. */
  public State state(String name) {
    State state = states.get(name);
    if (state == null) {
      throw new IllegalArgumentException("no state " + name + " among " + states.keySet());
    }
    return state;
  }

  /** All states in the order of the definition; those inside a Map follow the Map. */
  public Stream<State> allStates() {
    return states.values().stream()
        .flatMap(
            state ->
                state instanceof MapState map
                    ? Stream.concat(Stream.of(state), map.itemProcessor().allStates())
                    : Stream.of(state));
  }
}
