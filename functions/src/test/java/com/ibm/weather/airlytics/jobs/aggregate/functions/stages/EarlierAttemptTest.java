package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stages that write do when an earlier attempt of theirs, at June 10th, did not end. */
@ExtendWith(S3Server.class)
class EarlierAttemptTest {

  private static final String STATEMENT =
      "CREATE TABLE \"aggregations_helloworld\".\"%s_tmp_20210610_0a1b2c3d\" AS SELECT 1";

  private final FakeAthena athena = new FakeAthena();
  private Bucket bucket;
  private Installation installation;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    installation.aggregated(june(1), june(10));
  }

  @ParameterizedTest
  @EnumSource(names = {"DAILY_AGGREGATION", "WINDOW_AGGREGATION", "EXPORT_CSV"})
  void itsQueriesAreOverBeforeTheGroundIsTouched(Stage stage) {
    ready(stage);
    Lambda function = function(stage);
    prepare(function, stage);
    installation.aggregated(june(10), june(10));
    ready(stage);
    leftBehind();
    List<String> before = bucket.keys("");
    String query = athena.add("primary", RUNNING, STATEMENT.formatted(table(stage)));
    athena.goingOnAfterStop(Integer.MAX_VALUE);

    assertThatThrownBy(() -> prepare(function, stage))
        .isInstanceOf(StageException.class)
        .hasMessageStartingWith(stage + " of 2021-06-10: an earlier attempt did not end, and ")
        .hasMessageContaining(query);
    assertThat(bucket.keys("")).isEqualTo(before);

    athena.goingOnAfterStop(2);
    assertThat(Lambda.statements(prepare(function, stage))).isNotEmpty();
    assertThat(bucket.keys("")).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"DAILY_AGGREGATION", "WINDOW_AGGREGATION", "EXPORT_CSV"})
  void itDoesNotCompleteOnceAnotherBegan(Stage stage) {
    ready(stage);
    Lambda function = function(stage);
    JsonNode earlier = prepare(function, stage);
    prepare(function, stage);
    leftBehind();
    List<String> before = bucket.keys("");

    assertThatThrownBy(() -> complete(function, stage, earlier))
        .isInstanceOf(StageException.class)
        .hasMessageStartingWith(stage + " of 2021-06-10: another attempt began since ");
    assertThat(bucket.keys("")).isEqualTo(before);
  }

  /** A day is aggregated that is missing; the CSV is made from windows that are there. */
  private void ready(Stage stage) {
    if (stage == Stage.DAILY_AGGREGATION) {
      installation.unaggregated(june(10));
    }
    if (stage == Stage.EXPORT_CSV) {
      installation.publishedAll(june(10));
    }
  }

  /** Files where each of the stages empties a folder before it writes. */
  private void leftBehind() {
    bucket.put(installation.dayKey(june(10)) + "partition=3/left", "x");
    bucket.put(installation.window(0).targetFolder() + "/day=2021-06-10/partition=3/left", "x");
    bucket.put(installation.csvKey(june(10)) + "summary=users/left", "x");
  }

  private Lambda function(Stage stage) {
    DataLake dataLake = bucket.dataLake();
    EarlierQueries queries = athena.earlierQueries();
    return new Lambda(
        switch (stage) {
          case DAILY_AGGREGATION -> new DailyAggregationHandler(dataLake, queries);
          case WINDOW_AGGREGATION -> new WindowAggregationHandler(dataLake, queries);
          case EXPORT_CSV -> new ExportCsvHandler(dataLake, queries);
          case CHECK_LAST_DAY, IMPORT_TO_USER_DB -> throw new AssertionError(stage);
        });
  }

  /** What one of the stage's temporary tables is named after. */
  private String table(Stage stage) {
    return switch (stage) {
      case DAILY_AGGREGATION -> installation.configuration().dailyAggregationsTable();
      case WINDOW_AGGREGATION -> installation.window(0).targetTable();
      case EXPORT_CSV -> installation.configuration().csvTablePrefix();
      case CHECK_LAST_DAY, IMPORT_TO_USER_DB -> throw new AssertionError(stage);
    };
  }

  private JsonNode prepare(Lambda function, Stage stage) {
    return function.invoke("prepare", request(stage));
  }

  private void complete(Lambda function, Stage stage, JsonNode prepared) {
    Map<String, Object> request = new HashMap<>(request(stage));
    request.put("plan", prepared.path("plan"));
    function.invoke("complete", request);
  }

  private Map<String, ?> request(Stage stage) {
    Run run = installation.redo(stage, june(10));
    return stage == Stage.DAILY_AGGREGATION
        ? Map.of("run", run, "day", "2021-06-10", "first", true)
        : Map.of("run", run);
  }
}
