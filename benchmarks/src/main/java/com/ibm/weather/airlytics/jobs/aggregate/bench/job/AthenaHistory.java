package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Which statements were run, as Athena remembers it. */
final class AthenaHistory implements AutoCloseable {

  private final AwsClients clients;

  AthenaHistory(Map<String, String> awsEnvironment) {
    this.clients = new AwsClients(awsEnvironment, awsEnvironment.get("AWS_REGION"));
  }

  /** All statements that were submitted from then on, and have ended. */
  StatementRuns since(Instant start) {
    AthenaClient athena = clients.athena();
    List<StatementRun> runs = new ArrayList<>();
    for (ListQueryExecutionsResponse page : athena.listQueryExecutionsPaginator()) {
      List<QueryExecution> queries =
          athena
              .batchGetQueryExecution(
                  request -> request.queryExecutionIds(page.queryExecutionIds()))
              .queryExecutions();
      queries.stream()
          .filter(query -> !query.status().submissionDateTime().isBefore(start))
          .map(StatementRun::of)
          .forEach(runs::add);
      if (queries.stream().anyMatch(query -> query.status().submissionDateTime().isBefore(start))) {
        break; // the newest come first
      }
    }
    return new StatementRuns(runs);
  }

  @Override
  public void close() {
    clients.close();
  }
}
