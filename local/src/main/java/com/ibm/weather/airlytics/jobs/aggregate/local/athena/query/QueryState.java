package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

/** The states of a query execution. */
public enum QueryState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether the state is final. */
  public boolean isEnd() {
    return this != QUEUED && this != RUNNING;
  }
}
