package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

/**
 * A query execution as it is at a moment.
 *
 * @param id its id, a UUID
 * @param request what was asked for
 * @param kind what the statement does
 * @param output the {@code s3://} location of the result
 * @param status how far it is
 * @param statistics what it took, once it has ended
 * @param outcome what it brought, once it has succeeded
 */
public record QueryExecution(
    String id,
    QueryRequest request,
    StatementKind kind,
    String output,
    QueryStatus status,
    QueryStatistics statistics,
    QueryOutcome outcome) {

  QueryExecution with(QueryStatus changed) {
    return new QueryExecution(id, request, kind, output, changed, statistics, outcome);
  }

  QueryExecution ended(QueryStatus changed, QueryStatistics took, QueryOutcome brought) {
    return new QueryExecution(id, request, kind, output, changed, took, brought);
  }
}
