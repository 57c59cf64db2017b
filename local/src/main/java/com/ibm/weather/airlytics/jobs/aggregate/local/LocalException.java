package com.ibm.weather.airlytics.jobs.aggregate.local;

/** Something on this machine is not as it must be; the message says what and what to do. */
public final class LocalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LocalException(String message) {
    super(message);
  }

  public LocalException(String message, Throwable cause) {
    super(message, cause);
  }
}
