package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Expression;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule of a choice.
 *
 * @param condition must evaluate to a boolean
 * @param then where to go when it is true
 */
public record ChoiceRule(Expression condition, Continuation then) {

  Stream<Transition> transition() {
    return then.transition(Transition.Kind.CHOICE, Optional.of(condition.source()));
  }
}
