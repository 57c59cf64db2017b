package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * A run that died while a stage was at work on a day: the stage's attempt is open, and one of its
 * queries goes on. Nothing of it is recorded.
 */
final class DeadRun implements AutoCloseable {

  private final LocalServices services;
  private final LocalDate day;
  private final JsonNode configuration = SampleInstallation.documentedConfiguration();
  private final AthenaClient athena;

  DeadRun(LocalServices services, LocalDate day) {
    this.services = services;
    this.day = day;
    this.athena = LocalClients.athena(services.athena().endpoint(), new ExecutionInterceptor() {});
  }

  /** Leaves what the run leaves at a stage, and returns the id of the query that goes on. */
  String leaveAttempt(String stage) {
    leaveMarker(stage.equals("DailyAggregation") ? stage + "_" + day : stage);
    return leaveQuery(stage);
  }

  /** Leaves a query of a stage that goes on, and returns its id. */
  String leaveQuery(String stage) {
    return startEndlessQuery(
        Map.of(
                "DailyAggregation", configuration.path("dailyAggregationsTable"),
                "WindowAggregation", configuration.at("/secondaryAggregations/0/targetTable"),
                "ExportCsv", configuration.path("csvTablePrefix"))
            .get(stage)
            .asText());
  }

  private void leaveMarker(String name) {
    Path folder =
        services
            .objects()
            .resolve(configuration.path("targetS3Bucket").asText())
            .resolve(configuration.path("dailyAggregationsS3Path").asText().substring(1));
    try {
      Files.writeString(
          folder.resolve("_ATTEMPT_" + name),
          "{\"attempt\": \"of a dead run\", \"workGroup\": \"primary\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String startEndlessQuery(String base) {
    String sql =
        """
        CREATE TABLE "%1$s"."%2$s_tmp_%3$s_00000000" AS
        SELECT sum(a.shard * b.shard %% 7) AS n
        FROM "%4$s"."%5$s" a, "%4$s"."%5$s" b, "%4$s"."%5$s" c, "%4$s"."%5$s" d, "%4$s"."%5$s" e
        """
            .formatted(
                configuration.path("destAthenaDb").asText(),
                base,
                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                configuration.path("sourceAthenaDb").asText(),
                configuration.path("sourceEventsTable").asText());
    String results = configuration.path("athenaResultsOutputBucket").asText();
    return athena
        .startQueryExecution(
            request ->
                request
                    .queryString(sql)
                    .resultConfiguration(result -> result.outputLocation("s3://" + results + "/")))
        .queryExecutionId();
  }

  boolean hasEnded(String query) {
    return athena
            .getQueryExecution(request -> request.queryExecutionId(query))
            .queryExecution()
            .status()
            .completionDateTime()
        != null;
  }

  @Override
  public void close() {
    athena.close();
  }
}
