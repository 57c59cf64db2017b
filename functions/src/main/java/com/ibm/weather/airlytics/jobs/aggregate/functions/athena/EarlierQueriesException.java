package com.ibm.weather.airlytics.jobs.aggregate.functions.athena;

/** Queries that were started before may still go on. */
public final class EarlierQueriesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EarlierQueriesException(String message) {
    super(message);
  }

  EarlierQueriesException(String message, Throwable cause) {
    super(message, cause);
  }
}
