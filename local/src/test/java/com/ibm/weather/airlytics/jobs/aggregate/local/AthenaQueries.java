package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/** Asks the embedded Athena, over HTTP as an analyst's client does. */
public final class AthenaQueries implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final AwsClients clients;

  public AthenaQueries(LocalServices services) {
    this(services.awsEnvironment());
  }

  /** Of the Athena that an environment leads to. */
  public AthenaQueries(Map<String, String> environment) {
    this.clients = new AwsClients(environment, "eu-west-1");
  }

  /** Starts a query and returns its id. */
  String start(String sql) {
    return clients
        .athena()
        .startQueryExecution(
            request ->
                request
                    .queryString(sql)
                    .resultConfiguration(
                        results ->
                            results.outputLocation("s3://aws-athena-query-results-eu-west-1/")))
        .queryExecutionId();
  }

  /** How a query is doing. */
  QueryExecution query(String id) {
    return clients
        .athena()
        .getQueryExecution(request -> request.queryExecutionId(id))
        .queryExecution();
  }

  void stop(String id) {
    clients.athena().stopQueryExecution(request -> request.queryExecutionId(id));
  }

  /** The rows of a query, without the header. */
  public List<List<String>> rows(String sql) {
    AthenaClient athena = clients.athena();
    String id = start(sql);
    QueryExecution query;
    do {
      LockSupport.parkNanos(PAUSE.toNanos());
      query = query(id);
    } while (query.status().completionDateTime() == null);
    if (query.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(query.status().stateChangeReason() + "\n" + sql);
    }
    return athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
        .flatMap(page -> page.resultSet().rows().stream())
        .skip(1)
        .map(row -> row.data().stream().map(Datum::varCharValue).toList())
        .toList();
  }

  /** The names of the tables of a database. */
  public List<String> tables(String database) {
    return clients
        .athena()
        .listTableMetadataPaginator(
            request -> request.catalogName("AwsDataCatalog").databaseName(database))
        .stream()
        .flatMap(page -> page.tableMetadataList().stream())
        .map(TableMetadata::name)
        .toList();
  }

  /** What became of the newest queries, at most 50. */
  public List<QueryExecution> newest() {
    List<String> ids =
        clients.athena().listQueryExecutions(request -> request.maxResults(50)).queryExecutionIds();
    if (ids.isEmpty()) {
      return List.of();
    }
    return clients
        .athena()
        .batchGetQueryExecution(request -> request.queryExecutionIds(ids))
        .queryExecutions();
  }

  @Override
  public void close() {
    clients.close();
  }
}
