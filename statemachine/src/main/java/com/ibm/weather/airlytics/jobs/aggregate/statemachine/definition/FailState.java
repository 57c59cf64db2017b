package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * Ends the workflow with an error.
 *
 * @param error the error's name, a text
 * @param cause the reason, a text; empty when there is nothing to add
 */
public record FailState(
    String name, Optional<String> comment, Template error, Optional<Template> cause)
    implements State {

  @Override
  public String type() {
    return "Fail";
  }

  @Override
  public List<Transition> transitions() {
    return List.of();
  }
}
