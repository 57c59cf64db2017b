package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.TOTAL;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.DAILY_TABLE;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.WEEK_TABLE;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What WindowAggregation shows in the tables on June 20th of an aggregation that began on June 1st.
 */
@ExtendWith(S3Server.class)
class WindowAggregationPublishesTest {

  private Installation installation;
  private Bucket bucket;
  private WindowStage stage;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    this.stage = new WindowStage(installation);
  }

  @Test
  void aFirstRunCreatesTheTablesThatShowTheWindows() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);

    JsonNode published = stage.publish(prepared, stage.june20());

    assertThat(Lambda.sql(published, "CreateWindow d7"))
        .startsWith("CREATE EXTERNAL TABLE IF NOT EXISTS")
        .contains(installation.snapshotKey(WEEK, june(20)));
  }

  @Test
  void aTableThatWasCreatedSinceTheRunBeganIsSwitched() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);

    JsonNode published = stage.publish(prepared, stage.june20());

    assertThat(Lambda.names(published)).hasSize(2);
    assertThat(Lambda.names(published).get(0)).allMatch(name -> name.startsWith("CreateWindow "));
    assertThat(Lambda.names(published).get(1)).contains("ShowWindow d7", "ShowWindow total");
  }

  @Test
  void tablesThatAreThereAreNeitherCreatedNorDroppedButSwitched() {
    installation.aggregated(june(1), june(20));
    Run run = installation.run(june(20), installation.madeTables());

    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);

    assertThat(Lambda.names(prepared)).hasSize(1);
    assertThat(Lambda.sql(published, "ShowWindow d7"))
        .startsWith("ALTER TABLE")
        .contains("SET LOCATION")
        .contains(installation.snapshotKey(WEEK, june(20)));
    assertThat(Lambda.statements(published))
        .filteredOn(statement -> statement.path("sql").asText().startsWith("DROP"))
        .allSatisfy(
            statement -> assertThat(statement.path("sql").asText()).contains("_tmp_20210620_"));
  }

  @Test
  void nothingIsPublishedBeforeAllWindowsAreChecked() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);
    bucket.put(installation.snapshotKey(TOTAL, june(20)) + "partition=0/second file", "x");

    assertThatThrownBy(() -> stage.publish(prepared, stage.june20()))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("WindowAggregation of 2021-06-20")
        .hasMessageContaining("has more than one file in the partitions [0]");
    assertThat(stage.markers()).isEmpty();
  }

  @Test
  void aPartitionThatTheTablesDoNotShowIsNotPublished() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);
    bucket.put(installation.snapshotKey(WEEK, june(20)) + "partition=10/file", "x");

    assertThatThrownBy(() -> stage.publish(prepared, stage.june20()))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("partitions [10], outside of 0 to 9");
    assertThat(stage.markers()).isEmpty();
  }

  @Test
  void aWindowIsMarkedWrittenBeforeAndPublishedAfterItsTableIsSwitched() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);

    JsonNode published = stage.publish(prepared, stage.june20());
    assertThat(stage.markers())
        .containsExactlyInAnyOrderElementsOf(
            WindowStage.windows()
                .map(window -> installation.writtenMarker(window, june(20)))
                .toList());

    JsonNode outcome = stage.complete(published, stage.june20());
    assertThat(stage.markers())
        .containsExactlyInAnyOrderElementsOf(
            WindowStage.windows()
                .map(window -> installation.publishedMarker(window, june(20)))
                .toList());
    assertThat(
            Json.read(
                bucket.text(installation.publishedMarker(WEEK, june(20))),
                Snapshot.class,
                "the marker"))
        .extracting(Snapshot::days)
        .isEqualTo(new DayRange(june(14), june(20)));
    assertThat(outcome.path("stage").asText()).isEqualTo("WindowAggregation");
    assertThat(outcome.path("message").asText())
        .isEqualTo("d7 from 7 days; d30 from 20 days; d365 from 20 days; total from 20 days");
  }

  @Test
  void anAttemptThatIsCompletedTwiceBeginsAgainAndLeavesItsMarkersAsTheyAre() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, stage.june20());
    stage.complete(published, stage.june20());
    String marker = installation.publishedMarker(WEEK, june(20));
    String text = bucket.text(marker);

    assertThatThrownBy(() -> stage.complete(published, stage.june20()))
        .isInstanceOf(StageException.class);

    assertThat(tasks(stage.prepare(installation.run(june(20), installation.madeTables()))))
        .containsOnly("NOTHING");
    assertThat(bucket.text(marker)).isEqualTo(text);
  }

  @Test
  void anAttemptIsNotPublishedOnceAnotherHasBegun() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, stage.june20());
    installation.aggregated(june(21), june(21));
    stage.prepare(installation.run(june(21)));
    List<String> before = bucket.keys("");

    assertThatThrownBy(() -> stage.publish(prepared, stage.june20()))
        .isInstanceOf(StageException.class)
        .hasMessageStartingWith("WindowAggregation of 2021-06-20: another attempt began");
    assertThatThrownBy(() -> stage.complete(published, stage.june20()))
        .isInstanceOf(StageException.class);
    assertThat(bucket.keys("")).isEqualTo(before);
  }

  @Test
  void aSnapshotThatWasWrittenButPerhapsNotShownIsPublishedAgain() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(WEEK, june(20)));
    installation.written(WEEK, june(14), june(20));
    Run run = installation.run(june(20), installation.madeTables());

    JsonNode prepared = stage.prepare(run);
    JsonNode published = stage.publish(prepared, run);
    stage.complete(published, run);

    assertThat(tasks(prepared)).containsExactly("PUBLISH", "NOTHING", "NOTHING", "NOTHING");
    assertThat(Lambda.names(prepared)).isEmpty();
    assertThat(Lambda.names(published)).containsExactly(List.of("ShowWindow d7"));
    assertThat(bucket.keys(installation.snapshotKey(WEEK, june(20)))).hasSize(1);
    assertThat(bucket.keys(installation.publishedMarker(WEEK, june(20)))).hasSize(1);
    assertThat(bucket.keys(installation.writtenMarker(WEEK, june(20)))).isEmpty();
  }

  @Test
  void aTableThatSomebodyDroppedIsMadeAgainFromItsSnapshot() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    Run run =
        installation.run(
            june(20),
            Stream.of(installation.madeTables())
                .filter(table -> !table.equals(WEEK_TABLE))
                .toArray(String[]::new));

    JsonNode published = stage.publish(stage.prepare(run), run);

    assertThat(Lambda.sql(published, "CreateWindow d7")).startsWith("CREATE EXTERNAL TABLE");
  }

  @Test
  void whatDeadRunsLeftIsDropped() {
    installation.aggregated(june(1), june(20));
    Run run =
        installation.run(
            june(20),
            DAILY_TABLE + "_tmp_20210619_0a1b2c3d",
            DAILY_TABLE + "_draft_tmp_20210619_0a1b2c3d",
            WEEK_TABLE + "_tmp_20210619_0a1b2c3d",
            WEEK_TABLE + "_tmp_of_somebody",
            WEEK_TABLE + "_tmp_20210619_0a1b2c3d_100",
            "ad_impressions_helloworld_prod_tmp_20210619_0a1b2c3d");
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);

    JsonNode published = stage.publish(prepared, run);

    assertThat(Lambda.statements(published))
        .filteredOn(statement -> statement.path("name").asText().startsWith("DropLeftover"))
        .extracting(statement -> statement.path("sql").asText())
        .containsExactlyInAnyOrder(
            "DROP TABLE IF EXISTS `aggregations_helloworld`.`%s_tmp_20210619_0a1b2c3d`"
                .formatted(DAILY_TABLE),
            "DROP TABLE IF EXISTS `aggregations_helloworld`.`%s_draft_tmp_20210619_0a1b2c3d`"
                .formatted(DAILY_TABLE),
            "DROP TABLE IF EXISTS `aggregations_helloworld`.`%s_tmp_20210619_0a1b2c3d`"
                .formatted(WEEK_TABLE),
            "DROP TABLE IF EXISTS `aggregations_helloworld`.`%s_tmp_20210619_0a1b2c3d_100`"
                .formatted(WEEK_TABLE),
            "DROP TABLE IF EXISTS `aggregations_helloworld`.`%s_tmp_20210619_0a1b2c3d`"
                .formatted("ad_impressions_helloworld_prod"));
  }
}
