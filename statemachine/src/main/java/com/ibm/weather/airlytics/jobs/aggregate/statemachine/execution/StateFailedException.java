package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/** A state failed with an error that a definition may retry or catch. */
final class StateFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  StateFailedException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  StateFailedException(String error, String cause, StatePath path) {
    this(new Failure(error, cause, path));
  }

  Failure failure() {
    return failure;
  }
}
