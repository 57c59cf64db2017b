package com.ibm.weather.airlytics.jobs.aggregate.functions.athena;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;

/**
 * The queries that somebody started before and that may still go on, though nobody waits for them:
 * those of a process that was killed, or of an attempt that was given up.
 */
public final class EarlierQueries {

  /**
   * No query goes on for longer: Athena ends DDL after 10 hours and DML long before. A busy work
   * group has too many queries to look at all of the 45 days that Athena remembers. See
   * https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
   */
  private static final Duration LONGEST_QUERY = Duration.ofHours(24);

  /** How far the clocks of Athena and of whoever tells the time may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** What Athena tells of in one answer. */
  private static final int MOST_IDS = 50;

  private final Supplier<AthenaClient> athena;
  private final Duration patience;
  private final Duration pause;

  /**
   * Waits a minute at most.
   *
   * @param athena asked for when it is needed: it seldom is
   */
  public EarlierQueries(Supplier<AthenaClient> athena) {
    this(athena, Duration.ofMinutes(1), Duration.ofMillis(250));
  }

  /**
   * @param patience how long to wait for the end of queries that were stopped
   * @param pause how long to wait before looking again
   */
  public EarlierQueries(Supplier<AthenaClient> athena, Duration patience, Duration pause) {
    this.athena = athena;
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * Stops queries and waits until they are over. Those that have ended stay as they are.
   *
   * @param workGroup where they were started
   * @param since when the first of them can have been started
   * @param sql recognizes them by their SQL
   * @throws EarlierQueriesException when one of them does not end in time, or Athena does not tell
   * @throws software.amazon.awssdk.core.exception.SdkClientException when Athena does not answer
   */
  public void stop(String workGroup, Instant since, Predicate<String> sql) {
    try {
      List<String> ids = goingOn(workGroup, earliest(since), sql);
      ids.forEach(this::stop);
      awaitEnd(ids, workGroup);
    } catch (AthenaException e) {
      throw new EarlierQueriesException(
          "whether earlier queries go on in the work group %s is not known: %s"
              .formatted(workGroup, e.getMessage()),
          e);
    }
  }

  private static Instant earliest(Instant since) {
    Instant longestAgo = Instant.now().minus(LONGEST_QUERY);
    Instant began = since.minus(CLOCK_SKEW);
    return began.isBefore(longestAgo) ? longestAgo : began;
  }

  /** Athena lists the newest first, so what is on the pages behind an old one is older still. */
  private List<String> goingOn(String workGroup, Instant earliest, Predicate<String> sql) {
    List<String> ids = new ArrayList<>();
    for (ListQueryExecutionsResponse page :
        athena.get().listQueryExecutionsPaginator(request -> request.workGroup(workGroup))) {
      List<QueryExecution> queries = look(page.queryExecutionIds());
      queries.stream()
          .filter(query -> !hasEnded(query) && sql.test(query.query()))
          .forEach(query -> ids.add(query.queryExecutionId()));
      boolean old =
          queries.stream()
              .allMatch(query -> query.status().submissionDateTime().isBefore(earliest));
      if (old && !queries.isEmpty()) {
        break;
      }
    }
    return ids;
  }

  private List<QueryExecution> look(List<String> ids) {
    List<QueryExecution> queries = new ArrayList<>();
    for (int start = 0; start < ids.size(); start += MOST_IDS) {
      List<String> batch = ids.subList(start, Math.min(start + MOST_IDS, ids.size()));
      BatchGetQueryExecutionResponse answer =
          athena.get().batchGetQueryExecution(request -> request.queryExecutionIds(batch));
      if (!answer.unprocessedQueryExecutionIds().isEmpty()) {
        UnprocessedQueryExecutionId unknown = answer.unprocessedQueryExecutionIds().get(0);
        throw new EarlierQueriesException(
            "Athena does not say how the query %s is doing: %s, %s"
                .formatted(
                    unknown.queryExecutionId(), unknown.errorCode(), unknown.errorMessage()));
      }
      queries.addAll(answer.queryExecutions());
    }
    return queries;
  }

  private void stop(String id) {
    try {
      athena.get().stopQueryExecution(request -> request.queryExecutionId(id));
    } catch (InvalidRequestException e) {
      // It may have ended meanwhile; whether it has is what is waited for.
    }
  }

  private void awaitEnd(List<String> ids, String workGroup) {
    long end = System.nanoTime() + patience.toNanos();
    List<String> pending = pending(ids);
    while (!pending.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new EarlierQueriesException(
            "the queries %s in the work group %s were stopped, but have not ended after %d s"
                .formatted(String.join(", ", pending), workGroup, patience.toSeconds()));
      }
      sleep();
      pending = pending(pending);
    }
  }

  private List<String> pending(List<String> ids) {
    return look(ids).stream()
        .filter(query -> !hasEnded(query))
        .map(QueryExecution::queryExecutionId)
        .toList();
  }

  private void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for queries to end", e);
    }
  }

  private static boolean hasEnded(QueryExecution query) {
    return switch (query.status().state()) {
      case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
