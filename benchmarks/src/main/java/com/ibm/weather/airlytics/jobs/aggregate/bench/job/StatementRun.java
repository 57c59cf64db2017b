package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * A statement that Athena has run, as Athena tells it.
 *
 * @param sql its text
 * @param data whether it is DML, which Athena bills
 * @param submitted when it was submitted
 * @param ended when it ended
 * @param engineTime how long the engine worked on it
 * @param scannedBytes what it read
 */
public record StatementRun(
    String sql,
    boolean data,
    Instant submitted,
    Instant ended,
    Duration engineTime,
    long scannedBytes) {

  /** What Athena bills for at least: https://aws.amazon.com/athena/pricing/ */
  private static final long LEAST_BILLED_BYTES = 10_000_000;

  static StatementRun of(QueryExecution query) {
    return new StatementRun(
        query.query(),
        query.statementType() == StatementType.DML,
        query.status().submissionDateTime(),
        query.status().completionDateTime(),
        Duration.ofMillis(query.statistics().engineExecutionTimeInMillis()),
        query.statistics().dataScannedInBytes());
  }

  /** When the engine began to work on it. */
  public Instant began() {
    return ended.minus(engineTime);
  }

  /** What Athena would bill: nothing for DDL. */
  public long billedBytes() {
    return data ? Math.max(scannedBytes, LEAST_BILLED_BYTES) : 0;
  }
}
