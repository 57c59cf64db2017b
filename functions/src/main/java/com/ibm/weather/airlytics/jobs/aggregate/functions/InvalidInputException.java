package com.ibm.weather.airlytics.jobs.aggregate.functions;

/**
 * What the user asked for or configured cannot be done as it stands. Trying again does not help, so
 * the state machine does not.
 */
public class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message names the thing, its value and the way out
   */
  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
