package com.ibm.weather.airlytics.jobs.aggregate.functions.airlock;

/** Airlock did not do what it was asked; the message quotes its answer. */
public final class AirlockException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int NO_ANSWER = 0;
  private static final int FIRST_SERVER_ERROR = 500;

  private final int status;

  /** No answer, or none that can be read. */
  public AirlockException(String message) {
    this(message, NO_ANSWER);
  }

  public AirlockException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** No answer, or none that can be read. */
  public AirlockException(String message, Throwable cause) {
    super(message, cause);
    this.status = NO_ANSWER;
  }

  /** The HTTP status of the answer; 0 when there was none, or none that can be read. */
  public int status() {
    return status;
  }

  /** Whether it is not known what the server did. */
  public boolean isNoAnswer() {
    return status == NO_ANSWER;
  }

  /** Whether the server may answer when it is asked again. */
  public boolean mayPass() {
    return status == NO_ANSWER || status >= FIRST_SERVER_ERROR;
  }
}
