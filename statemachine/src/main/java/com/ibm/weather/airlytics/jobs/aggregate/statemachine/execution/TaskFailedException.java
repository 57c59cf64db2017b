package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/** A task failed with an error that a definition can retry or catch by its name. */
public final class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String error;
  private final String cause;

  /**
   * A failure.
   *
   * @param error the error's name, for example {@code Athena.TooManyRequestsException}
   * @param cause what happened, for people
   */
  public TaskFailedException(String error, String cause) {
    super(error + ": " + cause);
    this.error = error;
    this.cause = cause;
  }

  /** The error's name. */
  public String error() {
    return error;
  }

  /** What happened, for people. */
  public String cause() {
    return cause;
  }
}
