package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * Ends the workflow successfully.
 *
 * @param output its output; the state's input when empty
 */
public record SucceedState(String name, Optional<String> comment, Optional<Template> output)
    implements State {

  @Override
  public String type() {
    return "Succeed";
  }

  @Override
  public List<Transition> transitions() {
    return List.of();
  }
}
