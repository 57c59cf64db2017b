package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.List;
import java.util.Optional;

/** A state of a workflow. */
public sealed interface State
    permits ChoiceState, FailState, PassState, RecoverableState, SucceedState, WaitState {

  /** Its name, unique in the whole definition. */
  String name();

  /** The author's comment. */
  Optional<String> comment();

  /** Its type as the definition writes it, for example {@code Task}. */
  String type();

  /** The ways out of it, in the order in which they are tried; empty when the workflow ends. */
  List<Transition> transitions();
}
