package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.FAILED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/** An Athena whose queries go through the states that a test says, one state a look. */
final class FakeAthena implements AthenaClient {

  /** The fate of a query; it stays in the last of its states. */
  record Script(List<QueryExecutionState> states, String reason) {
    static Script succeeds() {
      return new Script(List.of(SUCCEEDED), null);
    }

    static Script passes(QueryExecutionState... states) {
      return new Script(List.of(states), null);
    }

    static Script fails(String reason) {
      return new Script(List.of(FAILED), reason);
    }

    static Script runsForEver() {
      return new Script(List.of(RUNNING), null);
    }
  }

  private record Query(StartQueryExecutionRequest request, Deque<QueryExecutionState> states) {}

  private final Function<String, Script> scripts;
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, String> idsByToken = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Deque<RuntimeException>> errors = new HashMap<>();
  private List<Row> rows = List.of();

  FakeAthena(Function<String, Script> scripts) {
    this.scripts = scripts;
  }

  /** An Athena that treats all queries alike. */
  static FakeAthena where(Script script) {
    return new FakeAthena(sql -> script);
  }

  /** The next calls of an operation fail, after they did their work. */
  synchronized FakeAthena failing(String operation, RuntimeException... exceptions) {
    errors.computeIfAbsent(operation, any -> new ArrayDeque<>()).addAll(List.of(exceptions));
    return this;
  }

  /** The rows of all queries; null is NULL. */
  synchronized FakeAthena rows(List<List<String>> values) {
    rows = values.stream().map(FakeAthena::row).toList();
    return this;
  }

  /** The calls in their order, as {@code Stop query-1}. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<StartQueryExecutionRequest> started() {
    return queries.values().stream().map(Query::request).toList();
  }

  @Override
  public synchronized StartQueryExecutionResponse startQueryExecution(
      StartQueryExecutionRequest request) {
    String id =
        idsByToken.computeIfAbsent(
            request.clientRequestToken(), any -> "query-" + (queries.size() + 1));
    Script script = scripts.apply(request.queryString());
    queries.putIfAbsent(id, new Query(request, new ArrayDeque<>(script.states())));
    called("Start", id);
    return StartQueryExecutionResponse.builder().queryExecutionId(id).build();
  }

  @Override
  public synchronized GetQueryExecutionResponse getQueryExecution(
      GetQueryExecutionRequest request) {
    called("Get", request.queryExecutionId());
    Query query = queries.get(request.queryExecutionId());
    QueryExecutionState state =
        query.states().size() > 1 ? query.states().poll() : query.states().peek();
    String sql = query.request().queryString();
    return GetQueryExecutionResponse.builder()
        .queryExecution(
            QueryExecution.builder()
                .queryExecutionId(request.queryExecutionId())
                .query(sql)
                .statementType(sql.startsWith("SELECT") ? StatementType.DML : StatementType.DDL)
                .statistics(statistics -> statistics.dataScannedInBytes(1234L))
                .status(
                    status -> status.state(state).stateChangeReason(scripts.apply(sql).reason()))
                .build())
        .build();
  }

  @Override
  public synchronized StopQueryExecutionResponse stopQueryExecution(
      StopQueryExecutionRequest request) {
    called("Stop", request.queryExecutionId());
    Query query = queries.get(request.queryExecutionId());
    query.states().clear();
    query.states().add(CANCELLED);
    return StopQueryExecutionResponse.builder().build();
  }

  @Override
  public synchronized GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
    called("Results", request.queryExecutionId());
    return GetQueryResultsResponse.builder().resultSet(set -> set.rows(rows)).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private void called(String operation, String id) {
    calls.add(operation + " " + id);
    RuntimeException error = errors.getOrDefault(operation, new ArrayDeque<>()).poll();
    if (error != null) {
      throw error;
    }
  }

  private static Row row(List<String> values) {
    return Row.builder()
        .data(values.stream().map(value -> Datum.builder().varCharValue(value).build()).toList())
        .build();
  }
}
