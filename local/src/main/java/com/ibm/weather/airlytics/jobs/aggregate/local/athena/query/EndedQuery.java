package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import java.time.Instant;
import java.util.Optional;

/**
 * How a query has ended.
 *
 * @param outcome what it brought, which is nothing unless it succeeded
 * @param state the final state
 * @param failure why it failed
 */
record EndedQuery(QueryOutcome outcome, QueryState state, Optional<QueryFailedException> failure) {

  static final EndedQuery CANCELLED =
      new EndedQuery(QueryOutcome.NOTHING, QueryState.CANCELLED, Optional.empty());

  static EndedQuery succeeded(QueryOutcome outcome) {
    return new EndedQuery(outcome, QueryState.SUCCEEDED, Optional.empty());
  }

  static EndedQuery failed(QueryFailedException failure) {
    return new EndedQuery(QueryOutcome.NOTHING, QueryState.FAILED, Optional.of(failure));
  }

  /**
   * The final status of an execution.
   *
   * @param closing whether the process was about to end; what it interrupted nobody has cancelled
   */
  QueryStatus status(QueryExecution execution, Instant now, boolean closing) {
    QueryStatus running = execution.status();
    if (failure.isPresent()) {
      return running.failed(now, failure.get().type(), failure.get().getMessage());
    }
    if (state == QueryState.SUCCEEDED) {
      return running.succeeded(now);
    }
    return closing ? running.abandoned(now) : running.cancelled(now);
  }
}
