package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/**
 * Why an execution, a state or an iteration failed.
 *
 * @param error the error's name
 * @param cause what happened, for people; possibly empty
 * @param path the state that failed; {@link StatePath#ROOT} when the execution itself did
 */
public record Failure(String error, String cause, StatePath path) {
  private static final int LONGEST_CAUSE = 32_768;

  /** Cuts a cause that Step Functions would cut, at 32,768 characters. */
  public Failure {
    cause = cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) : cause;
  }

  @Override
  public String toString() {
    return path + ": " + error + ": " + cause;
  }
}
