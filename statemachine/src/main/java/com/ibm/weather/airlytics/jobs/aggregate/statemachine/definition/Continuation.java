package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens when a state, a choice rule or a catcher is done.
 *
 * @param assign variables to set, by name, in the order of the definition
 * @param output the output; when empty, the default of the place it stands in
 * @param next the next state; empty when the workflow ends here
 */
public record Continuation(
    Map<String, Template> assign, Optional<Template> output, Optional<String> next) {

  /** Takes a copy. */
  public Continuation {
    assign = Collections.unmodifiableMap(new LinkedHashMap<>(assign));
  }

  Stream<Transition> transition(Transition.Kind kind, Optional<String> label) {
    return next.stream().map(target -> new Transition(kind, target, label));
  }
}
