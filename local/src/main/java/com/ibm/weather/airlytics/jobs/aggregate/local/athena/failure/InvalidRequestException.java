package com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure;

/** A request is refused before anything runs. */
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Athena's names for reasons of refusal. */
  public enum Code {
    INVALID_INPUT,
    MALFORMED_QUERY,
    INVALID_QUERY_EXECUTION_ID,
    INVALID_PAGINATION_TOKEN,
    INVALID_QUERY_STATUS_ERROR
  }

  private final Code code;

  /** A refusal with the text that the caller gets. */
  public InvalidRequestException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** {@code AthenaErrorCode}. */
  public Code code() {
    return code;
  }
}
