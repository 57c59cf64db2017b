package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leads to another state when a state has failed.
 *
 * @param errors the errors it catches
 * @param then its variables, output (default: the error output) and next state
 */
public record Catcher(ErrorNames errors, Continuation then) {

  Stream<Transition> transition() {
    return then.transition(Transition.Kind.CATCH, Optional.of(String.join(", ", errors.names())));
  }
}
