package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.logging.LogFields;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * {@code athena:startQueryExecution.sync}: starts a query, asks how it is doing at growing
 * intervals until it has ended, and stops it when the run is cancelled. A query that was started is
 * never left running: while Athena does not answer, it is asked again.
 */
final class AthenaQueryResource implements TaskResource {

  static final String NAME = "arn:aws:states:::athena:startQueryExecution.sync";

  private static final Logger LOGGER = LoggerFactory.getLogger(AthenaQueryResource.class);

  /** The end of a query is noticed at most a tenth of its time late, as long as it is short. */
  private static final int LOOKS_IN_PROPORTION = 10;

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(20);
  private static final Duration LONGEST_INTERVAL = Duration.ofMillis(500);

  private final AthenaClient athena;
  private final StatementListener listener;

  AthenaQueryResource(AthenaClient athena, StatementListener listener) {
    this.athena = athena;
    this.listener = listener;
  }

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    StartQueryExecutionRequest request = request(arguments);
    String id = start(request);
    QueryExecution query;
    LogFields.Scope scope = LogFields.query(Optional.of(id));
    try {
      query = waitFor(id);
    } finally {
      scope.close();
    }
    long scannedBytes =
        Optional.ofNullable(query.statistics())
            .map(QueryExecutionStatistics::dataScannedInBytes)
            .orElse(0L);
    listener.statementEnded(
        context.path(), query.statementType() == StatementType.DML, scannedBytes);
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.set("QueryExecution", json(query, scannedBytes));
    if (query.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new TaskFailedException("States.TaskFailed", result.get("QueryExecution").toString());
    }
    return result;
  }

  private static StartQueryExecutionRequest request(JsonNode arguments) {
    return StartQueryExecutionRequest.builder()
        .queryString(arguments.path("QueryString").asText())
        .clientRequestToken(arguments.path("ClientRequestToken").asText())
        .queryExecutionContext(
            queryContext ->
                queryContext
                    .catalog(arguments.at("/QueryExecutionContext/Catalog").asText())
                    .database(arguments.at("/QueryExecutionContext/Database").asText()))
        .resultConfiguration(
            results ->
                results.outputLocation(
                    arguments.at("/ResultConfiguration/OutputLocation").asText()))
        .workGroup(arguments.path("WorkGroup").asText())
        .build();
  }

  private String start(StartQueryExecutionRequest request)
      throws TaskFailedException, InterruptedException {
    try {
      return AthenaErrors.named(() -> athena.startQueryExecution(request)).queryExecutionId();
    } catch (InterruptedException e) {
      // The query may have been started. The same token brings the id of the same query.
      String what = "a query that was just started";
      evenIfInterrupted(what, () -> stop(athena.startQueryExecution(request).queryExecutionId()));
      throw e;
    }
  }

  private QueryExecution waitFor(String id) throws TaskFailedException, InterruptedException {
    long start = System.nanoTime();
    try {
      while (true) {
        Optional<QueryExecution> query = look(id);
        if (query.isPresent() && hasEnded(query.get())) {
          return query.get();
        }
        Thread.sleep(interval(Duration.ofNanos(System.nanoTime() - start)).toMillis());
      }
    } catch (InterruptedException | TaskFailedException e) {
      evenIfInterrupted("the query " + id, () -> stop(id));
      throw e;
    }
  }

  private static Duration interval(Duration elapsed) {
    Duration interval = elapsed.dividedBy(LOOKS_IN_PROPORTION);
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      return SHORTEST_INTERVAL;
    }
    return interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval;
  }

  /** How the query is doing; empty when Athena cannot say at the moment. */
  private Optional<QueryExecution> look(String id)
      throws TaskFailedException, InterruptedException {
    try {
      return Optional.of(
          AthenaErrors.named(
                  () -> athena.getQueryExecution(request -> request.queryExecutionId(id)))
              .queryExecution());
    } catch (TaskFailedException e) {
      if (!AthenaErrors.PASSING.contains(e.error())) {
        throw e;
      }
      LOGGER.warn("how the query {} is doing is not known yet: {}", id, e.cause());
      return Optional.empty();
    }
  }

  private static boolean hasEnded(QueryExecution query) {
    return switch (query.status().state()) {
      case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  private void stop(String id) {
    athena.stopQueryExecution(request -> request.queryExecutionId(id));
  }

  /** Cleans up although this thread was told to stop. */
  private static void evenIfInterrupted(String what, Runnable cleanUp) {
    boolean interrupted = Thread.interrupted();
    try {
      cleanUp.run();
    } catch (SdkException e) {
      LOGGER.warn("{} could not be stopped: {}", what, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static JsonNode json(QueryExecution query, long scannedBytes) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("QueryExecutionId", query.queryExecutionId());
    json.put("Query", query.query());
    json.put("StatementType", query.statementTypeAsString());
    json.putObject("Statistics").put("DataScannedInBytes", scannedBytes);
    ObjectNode status = json.putObject("Status").put("State", query.status().stateAsString());
    Optional.ofNullable(query.status().stateChangeReason())
        .ifPresent(reason -> status.put("StateChangeReason", reason));
    return json;
  }
}
