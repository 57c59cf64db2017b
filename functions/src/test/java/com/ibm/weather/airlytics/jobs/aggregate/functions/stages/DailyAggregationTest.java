package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(S3Server.class)
class DailyAggregationTest {

  private static final String DAILY = "aggregations/ltv/HelloWorld/1d/";
  private static final String TABLE = "airlytics_aggregations_ltv_helloworld_prod_1d";
  private static final String MARKER = DAILY + "_SUCCESS_2021-06-10";
  private static final String DRAFT_MARKER = DAILY + "_DRAFT_2021-06-10";
  private static final String ATTEMPT = DAILY + "_ATTEMPT_DailyAggregation_2021-06-10";
  private static final String MEANING = DAILY + "_MEANING";
  private static final String DAY_FOLDER = DAILY + "day=2021-06-10/";

  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
  }

  @Test
  void prepareEmptiesTheGround() {
    installation.aggregated(june(10), june(10));
    installation.unaggregated(june(10));
    bucket.put(DAY_FOLDER + "partition=0/from-an-earlier-attempt", "x");
    bucket.put(DAILY + "draft/day=2021-06-10/earlier/summary=users/file", "x");
    bucket.put(DAILY + "draft/day=2021-06-09/other/summary=users/file", "x");
    installation.aggregated(june(9), june(9));

    prepare(installation.redo(Stage.DAILY_AGGREGATION, june(10)));

    assertThat(installation.keys())
        .containsExactly(
            ATTEMPT,
            DAILY + "_DRAFT_2021-06-09",
            MEANING,
            DAILY + "_SUCCESS_2021-06-09",
            DAILY + "day=2021-06-09/partition=0/file",
            DAILY + "draft/day=2021-06-09/other/summary=users/file");
  }

  @Test
  void aDayThatAnotherRunHasDoneSinceThisOneOpenedStays() {
    installation.aggregated(june(10), june(10));
    List<String> before = installation.keys();

    JsonNode prepared = prepare();

    assertThat(Lambda.names(prepared)).isEmpty();
    assertThat(complete(prepared).path("users").asLong()).isZero();
    assertThat(installation.keys()).isEqualTo(before);
  }

  @Test
  void soDoesADayThatWasAskedForByName() {
    installation.aggregated(june(10), june(10));
    List<String> before = installation.keys();

    JsonNode prepared = prepare(installation.redo(Stage.DAILY_AGGREGATION, june(10)));

    assertThat(Lambda.names(prepared)).isEmpty();
    assertThat(installation.keys()).isEqualTo(before);
  }

  @Test
  void whatOnlyLooksLikeTheMarkerDoesNotMakeADayDone() {
    bucket.put(MARKER + ".bak", "");

    assertThat(Lambda.names(prepare())).isNotEmpty();
    assertThat(installation.keys()).containsExactly(ATTEMPT, MEANING, MARKER + ".bak");
  }

  @Test
  void theStatementsReadWriteAndTidyUpInTurn() {
    assertThat(Lambda.names(prepare()))
        .containsExactly(
            List.of("ReadEvents"), List.of("WriteDay"), List.of("DropDraft", "DropDay"));
  }

  @Test
  void everyAttemptHasTablesTokensAndADraftOfItsOwn() {
    JsonNode first = prepare();
    JsonNode second = prepare();

    assertThat(first.at("/plan/draft/prefix").asText())
        .startsWith(DAILY + "draft/day=2021-06-10/")
        .isNotEqualTo(second.at("/plan/draft/prefix").asText());
    assertThat(Lambda.sql(first, "WriteDay")).isNotEqualTo(Lambda.sql(second, "WriteDay"));
    assertThat(Lambda.sql(first, "DropDay")).contains(TABLE + "_tmp_20210610_");
    assertThat(Lambda.sql(first, "DropDraft")).contains(TABLE + "_draft_tmp_20210610_");
  }

  @Test
  void completeMarksTheDayAndReportsItsTotals() {
    JsonNode prepared = prepare();
    writeDraft(prepared, "events-12.rejected-2.users-5.without_user-3");
    bucket.put(DAY_FOLDER + "partition=0/file", "x");
    bucket.put(DAY_FOLDER + "partition=9/file", "x");

    assertThat(complete(prepared))
        .isEqualTo(
            Json.tree(
                """
                {"day": "2021-06-10", "users": 5, "events": 12, "rejected": 2, "withoutUser": 3}
                """,
                "expected"));
    assertThat(bucket.text(MARKER)).isEmpty();
    assertThat(installation.keys())
        .containsExactly(
            DRAFT_MARKER,
            MEANING,
            MARKER,
            DAY_FOLDER + "partition=0/file",
            DAY_FOLDER + "partition=9/file");
  }

  @Test
  void aDayWithoutUsersIsDoneWithoutFiles() {
    JsonNode prepared = prepare();
    writeDraft(prepared, "events-0.rejected-0.users-0.without_user-0");

    assertThat(complete(prepared).path("users").asLong()).isZero();
    assertThat(installation.keys()).containsExactly(DRAFT_MARKER, MEANING, MARKER);
  }

  @Test
  void aDayWithoutTotalsIsTriedAgain() {
    JsonNode prepared = prepare();
    bucket.put(DAY_FOLDER + "partition=0/file", "x");

    refuses(prepared, "DailyAggregation of 2021-06-10: no totals among the files in s3://");
  }

  @Test
  void theTotalsOfAnEarlierAttemptAreNotTaken() {
    JsonNode earlier = prepare();
    JsonNode prepared = prepare();
    writeDraft(earlier, "events-1.rejected-0.users-1.without_user-0");
    bucket.put(DAY_FOLDER + "partition=0/file", "x");

    refuses(prepared, "no totals among the files");
  }

  @Test
  void twoFilesInAPartitionAreTriedAgain() {
    JsonNode prepared = prepared();
    bucket.put(DAY_FOLDER + "partition=3/a", "x");
    bucket.put(DAY_FOLDER + "partition=3/b", "x");

    refuses(prepared, "has more than one file in the partitions [3]");
  }

  @Test
  void aPartitionThatTheTablesDoNotShowIsRefused() {
    JsonNode prepared = prepared();
    bucket.put(DAY_FOLDER + "partition=10/file", "x");

    refuses(
        prepared,
        "the raw events have the partitions [10], outside of 0 to 9; set sourcePartitions");
  }

  @Test
  void usersWithoutFilesAreRefused() {
    refuses(prepared(), "5 users, but 0 files in s3://");
  }

  @Test
  void filesWithoutUsersAreRefused() {
    JsonNode prepared = prepare();
    writeDraft(prepared, "events-0.rejected-0.users-0.without_user-0");
    bucket.put(DAY_FOLDER + "partition=0/file", "x");

    refuses(prepared, "0 users, but 1 files in s3://");
  }

  @Test
  void aDayWithInvalidValuesFailsWhereTheConfigurationSaysSo() {
    installation = Installation.in(bucket, json -> json.put("failOnInvalidValues", true));
    JsonNode prepared = prepared();
    bucket.put(DAY_FOLDER + "partition=0/file", "x");

    assertThatThrownBy(() -> complete(prepared))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "DailyAggregation of 2021-06-10: 2 of 12 events have no bigint value at"
                + " $.attributes.revenue; remove them, or set failOnInvalidValues to false");
    assertThat(installation.keys()).containsExactly(MEANING);
  }

  @Test
  void aDayWithoutInvalidValuesPassesWhereTheyWouldFail() {
    installation = Installation.in(bucket, json -> json.put("failOnInvalidValues", true));
    JsonNode prepared = prepare();
    writeDraft(prepared, "events-12.rejected-0.users-5.without_user-3");
    bucket.put(DAY_FOLDER + "partition=0/file", "x");

    complete(prepared);

    assertThat(bucket.keys(MARKER)).containsExactly(MARKER);
  }

  private void refuses(JsonNode prepared, String message) {
    assertThatThrownBy(() -> complete(prepared))
        .isInstanceOf(StageException.class)
        .hasMessageContaining(message);
    assertThat(bucket.keys(MARKER)).isEmpty();
  }

  /** A day whose draft is there, with 5 users. */
  private JsonNode prepared() {
    JsonNode prepared = prepare();
    writeDraft(prepared, "events-12.rejected-2.users-5.without_user-3");
    return prepared;
  }

  private JsonNode prepare() {
    return prepare(installation.run(june(10)));
  }

  private JsonNode prepare(Run run) {
    return lambda().invoke("prepare", Map.of("run", run, "day", "2021-06-10"));
  }

  private JsonNode complete(JsonNode prepared) {
    return lambda()
        .invoke(
            "complete", Map.of("run", installation.run(june(10)), "plan", prepared.path("plan")));
  }

  private void writeDraft(JsonNode prepared, String totals) {
    String draft = prepared.at("/plan/draft/prefix").asText();
    bucket.put(draft + "summary=users/file", "x");
    bucket.put(draft + "summary=totals." + totals + "/file", "x");
  }

  private Lambda lambda() {
    return new Lambda(new DailyAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()));
  }
}
