package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A state whose errors can be retried and caught. */
public sealed interface RecoverableState extends State permits MapState, TaskState {

  /** Tried in order; the first that names the error decides. */
  List<Retrier> retriers();

  /** Tried in order once no retrier applies any more. */
  List<Catcher> catchers();

  /** What happens after success. */
  Continuation then();

  @Override
  default List<Transition> transitions() {
    return Stream.concat(
            then().transition(Transition.Kind.NEXT, Optional.empty()),
            catchers().stream().flatMap(Catcher::transition))
        .toList();
  }
}
