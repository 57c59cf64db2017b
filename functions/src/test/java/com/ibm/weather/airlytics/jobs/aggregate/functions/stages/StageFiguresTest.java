package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.EmbeddedMetricFormat;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The metrics of each stage that completes June 10th. */
@ExtendWith(S3Server.class)
class StageFiguresTest {

  private final MetricLines lines = new MetricLines();
  private AirlockServer airlock;
  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    this.installation =
        Installation.in(
            bucket,
            json ->
                json.put("historyStartDay", "2021-06-01")
                    .put("checkDataForLastDay", false)
                    .put("airlockApiBaseUrl", airlock.baseUrl())
                    .put("importWaitMinutes", 0));
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void checkLastDayCountsTheDaysThatAreMissing() {
    installation.aggregated(june(1), june(7));

    completeCheck(Map.of(), LastDayCheck.tables());

    written("CheckLastDay", count("MissingDays"), "\"MissingDays\":3");
  }

  @Test
  void aCheckForOneStageDoesNotLookForMissingDays() {
    installation.aggregated(june(1), june(7));

    completeCheck(Map.of("stage", "ExportCsv"), LastDayCheck.tables());

    nothingWritten();
  }

  @Test
  void aCheckThatFailsHasNoMetrics() {
    String[] tooMany =
        IntStream.range(0, 1000).mapToObj("table_%d"::formatted).toArray(String[]::new);

    assertThatThrownBy(() -> completeCheck(Map.of(), LastDayCheck.tables(tooMany)))
        .isInstanceOf(InvalidInputException.class);
    nothingWritten();
  }

  private void completeCheck(Map<String, ?> input, Map<String, ?> tables) {
    JsonNode prepared = new LastDayCheck(installation).prepare(input);
    new Lambda(
            new CheckLastDayHandler(
                bucket.dataLake(),
                any -> installation.configuration(),
                Map.of(),
                lines.metrics(),
                FakeAthena.withoutQueries(),
                LeaseTimes.STANDARD))
        .invoke("complete", Map.of("plan", prepared.path("plan"), "statements", List.of(tables)));
  }

  @Test
  void dailyAggregationCountsUsersEventsAndWhatWasLeftOut() {
    completeDay("events-12.rejected-2.users-5.without_user-3");

    written(
        "DailyAggregation",
        String.join(
            ",",
            count("Users"),
            count("Events"),
            count("RejectedValues"),
            count("EventsWithoutUser")),
        "\"Users\":5,\"Events\":12,\"RejectedValues\":2,\"EventsWithoutUser\":3");
  }

  @Test
  void aDayThatFailsHasNoMetrics() {
    assertThatThrownBy(() -> completeDay("events-0.rejected-0.users-0.without_user-0"))
        .isInstanceOf(StageException.class);
    nothingWritten();
  }

  private void completeDay(String totals) {
    Lambda lambda =
        new Lambda(
            new DailyAggregationHandler(
                bucket.dataLake(), FakeAthena.withoutQueries(), lines.metrics()));
    JsonNode prepared = lambda.invoke("prepare", Map.of("run", run(), "day", "2021-06-10"));
    String draft = prepared.at("/plan/draft/prefix").asText();
    bucket.put(draft + "summary=totals." + totals + "/file", "x");
    bucket.put(installation.dayKey(june(10)) + "partition=0/file", "x");
    complete(lambda, run(), prepared);
  }

  @Test
  void exportCsvCountsItsUsers() {
    prepareCsv();

    completeCsv("summary=totals.users-17/file.gz", "summary=users/file.gz");

    written("ExportCsv", count("ExportedUsers"), "\"ExportedUsers\":17");
  }

  @Test
  void anExportThatFailsHasNoMetrics() {
    prepareCsv();

    assertThatThrownBy(() -> completeCsv("summary=totals.users-17/file.gz"))
        .isInstanceOf(StageException.class);
    nothingWritten();
  }

  private void prepareCsv() {
    installation.aggregated(june(1), june(10));
    installation.publishedAll(june(10));
  }

  private void completeCsv(String... files) {
    Lambda lambda =
        new Lambda(
            new ExportCsvHandler(bucket.dataLake(), FakeAthena.withoutQueries(), lines.metrics()));
    JsonNode prepared = lambda.invoke("prepare", Map.of("run", run()));
    for (String file : files) {
      bucket.put(installation.csvKey(june(10)) + file, "x");
    }
    complete(lambda, run(), prepared);
  }

  @Test
  void importToUserDbCountsItsUsersAndThatTheRunIsDone() {
    importCsv(run(), 17);

    written(
        "ImportToUserDb",
        count("ImportedUsers") + "," + count("RunsDone"),
        "\"ImportedUsers\":17,\"RunsDone\":1");
  }

  @Test
  void theRunIsDoneAlsoWhenThereIsNothingToImport() {
    importCsv(run(), 0);

    written(
        "ImportToUserDb",
        count("ImportedUsers") + "," + count("RunsDone"),
        "\"ImportedUsers\":0,\"RunsDone\":1");
  }

  @Test
  void anImportThatIsDoneAgainByItselfIsNoWholeRun() {
    importCsv(installation.redo(Stage.IMPORT_TO_USER_DB, june(10)), 17);

    written("ImportToUserDb", count("ImportedUsers"), "\"ImportedUsers\":17");
  }

  @Test
  void anImportThatFailsHasNoMetrics() {
    airlock.answer(400, "no");

    assertThatThrownBy(() -> importCsv(run(), 17)).isInstanceOf(AirlockException.class);
    nothingWritten();
  }

  private void importCsv(Run run, long users) {
    bucket.put(
        installation.csvMarker(june(10)),
        Json.write(new CsvMarker("s3://imports/file.gz", users, List.of(), "", true)));
    Lambda lambda =
        new Lambda(new ImportToUserDbHandler(bucket.dataLake(), Optional::empty, lines.metrics()));
    JsonNode prepared = lambda.invoke("prepare", Map.of("run", run));
    lambda.invoke("start", Map.of("run", run, "plan", prepared.path("plan")));
  }

  private Run run() {
    return installation.run(june(10));
  }

  private static void complete(Lambda lambda, Run run, JsonNode prepared) {
    lambda.invoke("complete", Map.of("run", run, "plan", prepared.path("plan")));
  }

  private static String count(String metric) {
    return "{\"Name\":\"%s\",\"Unit\":\"Count\"}".formatted(metric);
  }

  private void written(String stage, String metrics, String counts) {
    assertThat(lines.text())
        .isEqualTo(
            """
            {"_aws":{"Timestamp":1623380400123,"CloudWatchMetrics":[{"Namespace":"Airlytics",\
            "Dimensions":[[],["Environment","Product","Deployment","Aggregation"]],\
            "Metrics":[%s]}]},\
            "Environment":"PROD","Product":"Hello World App","Deployment":"INTERNAL",\
            "Aggregation":"LTV","run":"run-1","stage":"%s","day":"2021-06-10",%s}
            """
                .formatted(metrics, stage, counts));
    assertThat(lines.documents())
        .allSatisfy(line -> assertThat(EmbeddedMetricFormat.findings(line)).isEmpty());
  }

  private void nothingWritten() {
    assertThat(lines.text()).isEmpty();
  }
}
