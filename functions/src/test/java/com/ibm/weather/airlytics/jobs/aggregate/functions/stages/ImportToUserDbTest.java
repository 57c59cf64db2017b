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

/** How the import of June 10th is asked for. */
@ExtendWith(S3Server.class)
class ImportToUserDbTest {

  private AirlockServer airlock;
  private ImportStage stage;
  private Bucket bucket;

  @BeforeEach
  void export(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    this.stage = ImportStage.of(bucket, airlock, json -> {});
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void anImportIsAskedForOnce() {
    JsonNode first = stage.run();
    JsonNode second = stage.run();

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
    stage.installation().aggregated(june(1), june(11));
    stage.installation().publishedAll(june(11));

    assertThat(stage.run().path("message").asText())
        .isEqualTo("there are windows of a newer day, whose numbers are not overwritten");
    assertThat(airlock.jobs()).isEmpty();
  }

  @Test
  void numbersOfANewerDayThatHasToBeMadeAnewAreNotOverwritten() {
    bucket.put(stage.installation().staleMarker(Installation.TOTAL, june(11)), "");

    assertThat(stage.run().path("message").asText())
        .isEqualTo("there are windows of a newer day, whose numbers are not overwritten");
    assertThat(airlock.jobs()).isEmpty();
  }

  @Test
  void aNewerDayThatIsPublishedAfterPrepareIsNotOverwrittenEither() {
    JsonNode plan = stage.prepare();
    stage.installation().aggregated(june(1), june(11));
    stage.installation().publishedAll(june(11));

    JsonNode outcome = stage.start(plan).path("outcome");

    assertThat(plan.path("skipped").asText()).isEmpty();
    assertThat(outcome.path("rows").asLong()).isZero();
    assertThat(outcome.path("message").asText())
        .isEqualTo("there are windows of a newer day, whose numbers are not overwritten");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void theImportNamesTheFileItsColumnsAndTheDayOfItsData() {
    stage.run();

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
    stage.run();
    airlock.jobs().get(0).put("status", "RUNNING");

    assertThat(stage.run().path("message").asText()).endsWith("as job job-1 (RUNNING)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void anImportThatFailedIsAskedForAgainAndTheRunSaysSo() {
    stage.run();
    airlock.jobs().get(0).put("status", "FAILED").put("detailedMessage", "no space left");

    assertThat(stage.run().path("message").asText())
        .endsWith("asked for as job job-2, since job job-1 failed: no space left (not begun)");
    assertThat(airlock.jobs()).hasSize(2);
  }

  @Test
  void anImportThatIsCompletedIsNotWaitedFor() {
    stage.run();
    airlock.jobs().get(0).put("status", "COMPLETED").put("successfulImports", 17);

    JsonNode progress = stage.start(stage.prepare());

    assertThat(progress.path("finished").asBoolean()).isTrue();
    assertThat(progress.at("/outcome/message").asText()).endsWith("as job job-1 (COMPLETED)");
    assertThat(progress.at("/outcome/rows").asLong()).isZero();
  }

  @Test
  void anImportThatAirlockHasForgottenIsNotAskedForAgain() {
    stage.run();
    airlock.jobs().clear();

    assertThat(stage.run().path("message").asText())
        .endsWith(
            "was asked for before as job job-1, which Airlock does not know any more: whether it"
                + " was imported is unknown; for another import run ExportCsv for the day, and then"
                + " ImportToUserDb");
    assertThat(airlock.jobs()).isEmpty();
  }

  @Test
  void anImportThatFailedAndWasForgottenIsAskedForAgain() {
    stage.run();
    airlock.jobs().get(0).put("status", "FAILED");
    JsonNode plan = stage.prepare();
    JsonNode progress = Json.tree("{\"job\": \"job-1\", \"asked\": \"asked\"}", "progress");
    assertThatThrownBy(() -> stage.follow(plan, progress))
        .isInstanceOf(ImportFailedException.class);
    airlock.jobs().clear();

    assertThat(stage.run().path("message").asText()).endsWith("asked for as job job-1 (not begun)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void usersWhomTheUserDbWouldRefuseStopTheImport() {
    stage.exported(
        new CsvMarker(
            ImportStage.CSV.s3File(), 17, List.of(), "2 users with an odd shard (a, b)", true));

    assertThatThrownBy(stage::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: nothing is imported, since the user DB would refuse 2"
                + " users with an odd shard (a, b); correct these users' events and aggregate the"
                + " days anew");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void aNewFileOfTheSameDayIsAskedForAgain() {
    stage.run();
    stage.exported(new CsvMarker("s3://imports/ltv_20210610/newer.gz", 18, List.of(), "", true));
    stage.run();

    assertThat(airlock.jobs())
        .extracting(job -> job.path("s3File").asText())
        .containsExactly(ImportStage.CSV.s3File(), "s3://imports/ltv_20210610/newer.gz");
  }

  @Test
  void aCsvThatWasReplacedSinceIsNotAskedFor() {
    JsonNode plan = stage.prepare();
    stage.exported(new CsvMarker("s3://imports/ltv_20210610/newer.gz", 18, List.of(), "", true));

    assertThatThrownBy(() -> stage.start(plan))
        .isInstanceOf(StageException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: " + ImportStage.CSV.s3File() + " was replaced since");
    assertThat(airlock.jobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500})
  void aJobThatIsStoredAlthoughTheServerFailedIsFound(int status) {
    airlock.answerToCreate(status, "{\"error\": \"the import service is down\"}");

    assertThat(stage.run().path("message").asText()).endsWith("asked for as job job-1 (not begun)");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void aCsvWithoutUsersIsNotImported() {
    stage.exported(new CsvMarker("", 0, List.of(), "", true));

    assertThat(stage.run().path("message").asText())
        .isEqualTo("the CSV has no user, and importing it would empty the table");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void nothingIsImportedWhereTheConfigurationSaysSo() {
    stage = ImportStage.of(bucket, airlock, json -> json.put("importToUserDb", false));

    assertThat(stage.run().path("message").asText()).isEqualTo("importToUserDb is false");
    assertThat(airlock.requests()).isEmpty();
  }

  @Test
  void aDayWithoutACsvIsRefused() {
    bucket.dataLake().delete(bucket.name(), stage.installation().csvMarker(june(10)));

    assertThatThrownBy(stage::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: there is no CSV of that day; run ExportCsv for it first,"
                + " or the whole job");
  }

  @Test
  void developmentUsersAreImportedIntoTheirOwnSchema() {
    stage = ImportStage.of(bucket, airlock, json -> json.put("devUsers", true));

    stage.run();

    assertThat(airlock.jobs().get(0).path("devUsers").asBoolean()).isTrue();
  }

  @Test
  void secretsAreNeitherInThePlanNorInTheOutcome() throws IOException {
    try (AirlockServer guarded = AirlockServer.start(true)) {
      Optional<AirlockCredentials> credentials =
          Optional.of(new AirlockCredentials(AirlockServer.KEY, AirlockServer.PASSWORD));
      Lambda lambda = new Lambda(new ImportToUserDbHandler(bucket.dataLake(), credentials));
      Run run = ImportStage.of(bucket, guarded, json -> {}).june10();

      JsonNode prepared = lambda.invoke("prepare", Map.of("run", run));
      JsonNode outcome = lambda.invoke("start", Map.of("run", run, "plan", prepared.path("plan")));

      assertThat(guarded.jobs()).hasSize(1);
      assertThat(prepared.toString() + outcome + guarded.jobs())
          .doesNotContain(AirlockServer.KEY, AirlockServer.PASSWORD, AirlockServer.TOKEN);
    }
  }
}
