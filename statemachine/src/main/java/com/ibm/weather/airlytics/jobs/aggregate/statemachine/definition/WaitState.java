package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Template;
import java.util.List;
import java.util.Optional;

/**
 * Waits.
 *
 * @param unit what the amount means
 * @param amount seconds from now, or a point in time
 */
public record WaitState(
    String name, Optional<String> comment, Unit unit, Template amount, Continuation then)
    implements State {

  /** What is waited for. */
  public enum Unit {
    /** A number of seconds, 0 to 99,999,999. */
    SECONDS,
    /** A point in time, for example {@code 2021-06-30T02:00:00Z}. */
    TIMESTAMP
  }

  @Override
  public String type() {
    return "Wait";
  }

  @Override
  public List<Transition> transitions() {
    return then.transition(Transition.Kind.NEXT, Optional.empty()).toList();
  }
}
