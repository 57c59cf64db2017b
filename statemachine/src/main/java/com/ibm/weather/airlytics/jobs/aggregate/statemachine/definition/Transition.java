package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.Optional;

/**
 * A way from one state to another.
 *
 * @param kind why it is taken
 * @param target name of the next state
 * @param label the condition of a choice, or the error names of a catch; else empty
 */
public record Transition(Kind kind, String target, Optional<String> label) {

  /** Why a transition is taken. */
  public enum Kind {
    /** The state has ended. */
    NEXT,
    /** A choice rule's condition is true. */
    CHOICE,
    /** No choice rule's condition is true. */
    DEFAULT,
    /** The state has failed with an error that is caught. */
    CATCH
  }
}
