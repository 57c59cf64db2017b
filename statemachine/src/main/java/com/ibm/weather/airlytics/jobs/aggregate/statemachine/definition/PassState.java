package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.Optional;

/** Sets variables and output without doing anything else. */
public record PassState(String name, Optional<String> comment, Continuation then) implements State {

  @Override
  public String type() {
    return "Pass";
  }

  @Override
  public List<Transition> transitions() {
    return then.transition(Transition.Kind.NEXT, Optional.empty()).toList();
  }
}
