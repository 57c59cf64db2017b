package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides where to go on.
 *
 * @param rules tried in order
 * @param otherwise taken when no rule matches; without it that is an error
 */
public record ChoiceState(
    String name, Optional<String> comment, List<ChoiceRule> rules, Optional<Continuation> otherwise)
    implements State {

  @Override
  public String type() {
    return "Choice";
  }

  @Override
  public List<Transition> transitions() {
    return Stream.concat(
            rules.stream().flatMap(ChoiceRule::transition),
            otherwise.stream()
                .flatMap(then -> then.transition(Transition.Kind.DEFAULT, Optional.empty())))
        .toList();
  }
}
