package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

/** Airlock did not do what it was asked; the message quotes its answer. */
public final class AirlockException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AirlockException(String message) {
    super(message);
  }

  public AirlockException(String message, Throwable cause) {
    super(message, cause);
  }
}
