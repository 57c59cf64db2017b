package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Asks the embedded Athena, over HTTP as an analyst's client does. */
final class AthenaQueries implements AutoCloseable {

  private final AwsClients clients;

  AthenaQueries(LocalServices services) {
    this.clients = new AwsClients(services.awsEnvironment(), "eu-west-1");
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
  List<List<String>> rows(String sql) {
    AthenaClient athena = clients.athena();
    String id = start(sql);
    QueryExecution query;
    do {
      Thread.onSpinWait();
      query = query(id);
    } while (query.status().completionDateTime() == null);
    if (query.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(query.status().stateChangeReason() + "\n" + sql);
    }
    return athena
        .getQueryResults(request -> request.queryExecutionId(id))
        .resultSet()
        .rows()
        .stream()
        .skip(1)
        .map(row -> row.data().stream().map(Datum::varCharValue).toList())
        .toList();
  }

  /** What became of the newest queries, at most 50. */
  List<QueryExecution> newest() {
    List<String> ids =
        clients.athena().listQueryExecutions(request -> request.maxResults(50)).queryExecutionIds();
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
