package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an execution is.
 *
 * @param state its state
 * @param submitted when it was accepted
 * @param completed when it ended
 * @param reason {@code StateChangeReason}
 * @param failure what kind of failure ended it
 */
public record QueryStatus(
    QueryState state,
    Instant submitted,
    Optional<Instant> completed,
    Optional<String> reason,
    Optional<FailureType> failure) {

  static QueryStatus queued(Instant now) {
    return new QueryStatus(
        QueryState.QUEUED, now, Optional.empty(), Optional.empty(), Optional.empty());
  }

  QueryStatus running() {
    return new QueryStatus(
        QueryState.RUNNING, submitted, Optional.empty(), Optional.empty(), Optional.empty());
  }

  QueryStatus succeeded(Instant now) {
    return new QueryStatus(
        QueryState.SUCCEEDED, submitted, Optional.of(now), Optional.empty(), Optional.empty());
  }

  QueryStatus failed(Instant now, FailureType type, String reason) {
    return new QueryStatus(
        QueryState.FAILED, submitted, Optional.of(now), Optional.of(reason), Optional.of(type));
  }

  QueryStatus abandoned(Instant now) {
    return failed(
        now,
        FailureType.ENGINE_ERROR,
        "INTERNAL_ERROR_QUERY_ENGINE: the process ended while the query was " + state);
  }

  QueryStatus cancelled(Instant now) {
    return new QueryStatus(
        QueryState.CANCELLED,
        submitted,
        Optional.of(now),
        Optional.of("Query cancelled by user"),
        Optional.empty());
  }
}
