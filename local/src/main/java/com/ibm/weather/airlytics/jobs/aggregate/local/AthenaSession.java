package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import java.util.Map;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Runs single statements on Athena, over HTTP as any client does. */
public final class AthenaSession implements AutoCloseable {

  private static final long POLL_MILLISECONDS = 10;

  private final AwsClients clients;
  private final String resultsBucket;

  public AthenaSession(Map<String, String> environment, String resultsBucket) {
    this.clients = new AwsClients(environment, environment.get("AWS_REGION"));
    this.resultsBucket = resultsBucket;
  }

  /**
   * Runs a statement to its end.
   *
   * @throws LocalException when it fails
   */
  public void run(String sql) {
    AthenaClient athena = clients.athena();
    String id =
        athena
            .startQueryExecution(
                request ->
                    request
                        .queryString(sql)
                        .resultConfiguration(
                            results -> results.outputLocation("s3://" + resultsBucket + "/")))
            .queryExecutionId();
    QueryExecution query = ended(athena, id);
    if (query.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new LocalException(
          "Athena answered %s to%n%s".formatted(query.status().stateChangeReason(), sql));
    }
  }

  private static QueryExecution ended(AthenaClient athena, String id) {
    while (true) {
      QueryExecution query =
          athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
      if (query.status().completionDateTime() != null) {
        return query;
      }
      try {
        Thread.sleep(POLL_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LocalException("interrupted while waiting for the query " + id, e);
      }
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
