package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.athena.AthenaClient;

/** When Athena was asked, as it remembers it. */
final class AthenaTimes implements AutoCloseable {

  private final AwsClients clients;

  AthenaTimes(Map<String, String> awsEnvironment) {
    this.clients = new AwsClients(awsEnvironment, awsEnvironment.get("AWS_REGION"));
  }

  Instant firstQuerySince(Instant start) {
    AthenaClient athena = clients.athena();
    return athena.listQueryExecutionsPaginator().stream()
        .flatMap(page -> page.queryExecutionIds().stream())
        .map(id -> athena.getQueryExecution(request -> request.queryExecutionId(id)))
        .map(answer -> answer.queryExecution().status().submissionDateTime())
        .filter(submitted -> submitted.isAfter(start))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  @Override
  public void close() {
    clients.close();
  }
}
