package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/** Unwinds work that is stopped from outside; nothing in a definition can catch it. */
final class StoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Stop reason;

  StoppedException(Stop reason) {
    super("stopped: " + reason, null, false, false);
    this.reason = reason;
  }

  Stop reason() {
    return reason;
  }
}
