package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The import of the CSV of June 10th, with 17 users. */
@ExtendWith(S3Server.class)
class ImportToUserDbTest {

  private static final CsvMarker CSV =
      new CsvMarker("s3://imports/ltv_20210610/file.gz", 17, List.of(), "", true);

  private AirlockServer airlock;
  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    this.installation =
        Installation.in(bucket, json -> json.put("airlockApiBaseUrl", airlock.baseUrl()));
    exported(CSV);
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void anImportIsAskedForOnce() {
    JsonNode first = run();
    JsonNode second = run();

    assertThat(airlock.jobs()).hasSize(1);
    assertThat(first.path("rows").asLong()).isEqualTo(17);
    assertThat(first.path("message").asText())
        .isEqualTo(
            "\"LTV Hello World App PROD 20210610\" into ad_impressions asked for as job job-1 (not begun)");
    assertThat(second.path("rows").asLong()).isZero();
    assertThat(second.path("message").asText())
        .isEqualTo(
            "\"LTV Hello World App PROD 20210610\" into ad_impressions was asked for before as job"
                + " job-1 (not begun)");
  }

  @Test
  void numbersOfANewerDayAreNotOverwritten() {
    installation.aggregated(june(1), june(11));
    installation.publishedAll(june(11));

    assertThat(run().path("message").asText())
        .isEqualTo("the user DB has a newer day, which stays");
    assertThat(airlock.jobs()).isEmpty();
  }

  @Test
  void aNewerDayThatIsPublishedAfterPrepareIsNotOverwrittenEither() {
    Run run = installation.run(june(10));
    JsonNode prepared = prepare(run);
    installation.aggregated(june(1), june(11));
    installation.publishedAll(june(11));

    JsonNode outcome = start(run, prepared);

    assertThat(prepared.at("/plan/skipped").asText()).isEmpty();
    assertThat(outcome.path("rows").asLong()).isZero();
    assertThat(outcome.path("message").asText())
        .isEqualTo("the user DB has a newer day, which stays");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void theImportNamesTheFileItsColumnsAndTheDayOfItsData() {
    run();

    assertThat(airlock.jobs().get(0).toString())
        .isEqualTo(
            """
            {"name":"LTV Hello World App PROD 20210610","creator":"LTV Aggregator",\
            "s3File":"s3://imports/ltv_20210610/file.gz","targetTable":"ad_impressions",\
            "overwrite":true,"devUsers":false,"affectedColumns":["shard","revenue_d1","cnt_d1",\
            "revenue_d7","cnt_d7","revenue_d30","cnt_d30","revenue_d365","cnt_d365",\
            "revenue_total","cnt_total"],"uniqueId":"job-1","status":null}""");
    assertThat(airlock.requests())
        .containsOnly(
            "GET /airlock/api/admin/airlytics/products/12345/dataimport",
            "POST /airlock/api/admin/airlytics/products/12345/dataimport");
  }

  @Test
  void anImportThatIsRunningIsNotAskedForAgain() {
    run();
    airlock.jobs().get(0).put("status", "RUNNING");

    assertThat(run().path("message").asText()).endsWith("as job job-1 (RUNNING)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void anImportThatFailedIsAskedForAgainAndTheRunSaysSo() {
    run();
    airlock.jobs().get(0).put("status", "FAILED").put("detailedMessage", "no space left");

    assertThat(run().path("message").asText())
        .endsWith("asked for as job job-2, since job job-1 failed: no space left (not begun)");
    assertThat(airlock.jobs()).hasSize(2);
  }

  @Test
  void anImportThatIsCompletedIsNotWaitedFor() {
    run();
    airlock.jobs().get(0).put("status", "COMPLETED").put("successfulImports", 17);
    Run run = installation.run(june(10));

    JsonNode progress =
        lambda().invoke("start", Map.of("run", run, "plan", prepare(run).path("plan")));

    assertThat(progress.path("finished").asBoolean()).isTrue();
    assertThat(progress.at("/outcome/message").asText()).endsWith("as job job-1 (COMPLETED)");
    assertThat(progress.at("/outcome/rows").asLong()).isZero();
  }

  @Test
  void anImportThatAirlockHasForgottenIsNotAskedForAgain() {
    run();
    airlock.jobs().clear();

    assertThat(run().path("message").asText())
        .endsWith(
            "was asked for before as job job-1, which Airlock does not know any more: whether it"
                + " was imported is unknown; for another import run ExportCsv for the day, and then"
                + " ImportToUserDb");
    assertThat(airlock.jobs()).isEmpty();
  }

  @Test
  void anImportThatFailedAndWasForgottenIsAskedForAgain() {
    run();
    airlock.jobs().get(0).put("status", "FAILED");
    Run run = installation.run(june(10));
    JsonNode plan = prepare(run).path("plan");
    JsonNode progress = Json.tree("{\"job\": \"job-1\", \"asked\": \"asked\"}", "progress");
    assertThatThrownBy(
            () -> lambda().invoke("follow", Map.of("run", run, "plan", plan, "progress", progress)))
        .isInstanceOf(ImportFailedException.class);
    airlock.jobs().clear();

    assertThat(run().path("message").asText()).endsWith("asked for as job job-1 (not begun)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void usersWhomTheUserDbWouldRefuseStopTheImport() {
    exported(new CsvMarker(CSV.s3File(), 17, List.of(), "2 users with an odd shard (a, b)", true));

    assertThatThrownBy(this::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: nothing is imported, since the user DB would refuse 2"
                + " users with an odd shard (a, b); correct these users' events and aggregate the"
                + " days anew");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void aNewFileOfTheSameDayIsAskedForAgain() {
    run();
    exported(new CsvMarker("s3://imports/ltv_20210610/newer.gz", 18, List.of(), "", true));
    run();

    assertThat(airlock.jobs())
        .extracting(job -> job.path("s3File").asText())
        .containsExactly(CSV.s3File(), "s3://imports/ltv_20210610/newer.gz");
  }

  @Test
  void aCsvThatWasReplacedSinceIsNotAskedFor() {
    JsonNode prepared = prepare(installation.run(june(10)));
    exported(new CsvMarker("s3://imports/ltv_20210610/newer.gz", 18, List.of(), "", true));

    assertThatThrownBy(() -> start(installation.run(june(10)), prepared))
        .isInstanceOf(StageException.class)
        .hasMessage("ImportToUserDb of 2021-06-10: " + CSV.s3File() + " was replaced since");
    assertThat(airlock.jobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500})
  void aJobThatIsStoredAlthoughTheServerFailedIsFound(int status) {
    airlock.answerToCreate(status, "{\"error\": \"the import service is down\"}");

    assertThat(run().path("message").asText()).endsWith("asked for as job job-1 (not begun)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void aCsvWithoutUsersIsNotImported() {
    exported(new CsvMarker("", 0, List.of(), "", true));

    assertThat(run().path("message").asText())
        .isEqualTo("the CSV has no user, and importing it would empty the table");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void nothingIsImportedWhereTheConfigurationSaysSo() {
    installation = Installation.in(bucket, json -> json.put("importToUserDb", false));

    assertThat(run().path("message").asText()).isEqualTo("importToUserDb is false");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void aDayWithoutACsvIsRefused() {
    bucket.dataLake().delete(bucket.name(), installation.csvMarker(june(10)));

    assertThatThrownBy(this::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: there is no CSV of that day; run ExportCsv for it first,"
                + " or the whole job");
  }

  @Test
  void developmentUsersAreImportedIntoTheirOwnSchema() {
    installation =
        Installation.in(
            bucket, json -> json.put("airlockApiBaseUrl", airlock.baseUrl()).put("devUsers", true));

    run();

    assertThat(airlock.jobs().get(0).path("devUsers").asBoolean()).isTrue();
  }

  @Test
  void secretsAreNeitherInThePlanNorInTheOutcome() throws IOException {
    try (AirlockServer guarded = AirlockServer.start(true)) {
      installation =
          Installation.in(bucket, json -> json.put("airlockApiBaseUrl", guarded.baseUrl()));
      Optional<AirlockCredentials> credentials =
          Optional.of(new AirlockCredentials(AirlockServer.KEY, AirlockServer.PASSWORD));
      Lambda lambda = new Lambda(new ImportToUserDbHandler(bucket.dataLake(), credentials));
      Run run = installation.run(june(10));

      JsonNode prepared = lambda.invoke("prepare", Map.of("run", run));
      JsonNode outcome = lambda.invoke("start", Map.of("run", run, "plan", prepared.path("plan")));

      assertThat(guarded.jobs()).hasSize(1);
      assertThat(prepared.toString() + outcome + guarded.jobs())
          .doesNotContain(AirlockServer.KEY, AirlockServer.PASSWORD, AirlockServer.TOKEN);
    }
  }

  private void exported(CsvMarker csv) {
    bucket.put(installation.csvMarker(june(10)), Json.write(csv));
  }

  private JsonNode run() {
    Run run = installation.run(june(10));
    return start(run, prepare(run));
  }

  private JsonNode prepare(Run run) {
    return lambda().invoke("prepare", Map.of("run", run));
  }

  private JsonNode start(Run run, JsonNode prepared) {
    return lambda()
        .invoke("start", Map.of("run", run, "plan", prepared.path("plan")))
        .path("outcome");
  }

  private Lambda lambda() {
    return new Lambda(new ImportToUserDbHandler(bucket.dataLake(), Optional.empty()));
  }
}
