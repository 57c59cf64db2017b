package com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure;

/** A query failed; the message is what Athena gives as {@code StateChangeReason}. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureType type;

  /** A failure of a type with Athena's text. */
  public QueryFailedException(FailureType type, String message) {
    super(message);
    this.type = type;
  }

  /** A failure of a type with Athena's text and what led to it. */
  public QueryFailedException(FailureType type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  /** What kind of failure it is. */
  public FailureType type() {
    return type;
  }
}
