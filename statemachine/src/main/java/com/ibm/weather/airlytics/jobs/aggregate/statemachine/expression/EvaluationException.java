package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

/** An expression failed, or had no value. The message names the expression and the reason. */
public final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a message that names the expression, its value or the reason. */
  public EvaluationException(String message) {
    super(message);
  }

  EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
