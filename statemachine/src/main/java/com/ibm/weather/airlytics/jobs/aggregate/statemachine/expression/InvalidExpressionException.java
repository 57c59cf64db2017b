package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

/** A text that is meant as an expression cannot be parsed. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidExpressionException(String message) {
    super(message);
  }

  InvalidExpressionException(String message, Throwable cause) {
    super(message, cause);
  }
}
