package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the snapshots of June 20th are made anew while the tables show them. */
@ExtendWith(S3Server.class)
class WindowAggregationRewritesTest {

  private Bucket bucket;
  private Installation installation;
  private WindowStage stage;
  private Run run;
  private String inPlace;
  private String earlier;

  @BeforeEach
  void publishAndRedoADay(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    this.stage = new WindowStage(installation);
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    this.inPlace = installation.snapshotKey(WEEK, june(20));
    this.earlier = inPlace + "partition=7/earlier";
    bucket.put(earlier, "x");
    installation.aggregatedAgain(june(19));
    this.run = installation.run(june(20), installation.madeTables());
  }

  @Test
  void theTableIsSwitchedToTheNewFilesBeforeTheOldAreReplaced() {
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);

    assertThat(bucket.keys(earlier)).hasSize(1);
    assertThat(Lambda.sql(published, "ShowWindow d7"))
        .contains("/7d/rewritten/" + attempt(prepared) + "/day=2021-06-20/");

    stage.complete(published, run);
    assertThat(bucket.keys(inPlace)).containsExactly(inPlace + "partition=0/file");
    assertThat(bucket.keys(rewritten(prepared))).as("what is shown").hasSize(1);
    assertThat(tasks(stage.prepare(run))).containsOnly("NOTHING");
  }

  @Test
  void theNextPublicationRemovesWhatWasShownUntilThen() {
    JsonNode prepared = stage.prepare(run);
    stage.finish(prepared, run);
    installation.aggregated(june(21), june(21));
    Run next = installation.run(june(21), installation.tables());

    stage.finish(stage.prepare(next), next);

    assertThat(bucket.keys("aggregations/ltv/HelloWorld/7d/rewritten/")).isEmpty();
    assertThat(bucket.keys(inPlace)).hasSize(1);
  }

  @Test
  void anAttemptThatEndedBeforeTheSwitchIsPublishedAsItIs() {
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    stage.publish(prepared, run);

    JsonNode again = stage.prepare(run);
    JsonNode published = stage.publish(again, run);

    assertThat(tasks(again)).containsOnly("PUBLISH");
    assertThat(Lambda.sql(published, "ShowWindow d7"))
        .contains("/rewritten/" + attempt(prepared) + "/");
    stage.complete(published, run);
    assertThat(bucket.keys(inPlace)).containsExactly(inPlace + "partition=0/file");
  }

  @Test
  void anAttemptThatEndedWithinTheReplacementIsReplacedWhole() {
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    stage.publish(prepared, run);
    bucket.dataLake().delete(bucket.name(), earlier);
    bucket.put(inPlace + "partition=3/half-replaced", "x");

    JsonNode again = stage.prepare(run);
    stage.complete(stage.publish(again, run), run);

    assertThat(bucket.keys(inPlace)).containsExactly(inPlace + "partition=0/file");
  }

  /** Only the configuration has changed, so that no day says that the snapshot is stale. */
  @Test
  void aReplacementThatWasNotFinishedIsMadeAnewByTheRunOfAnotherDay() {
    Installation shorter =
        Installation.in(
            bucket,
            json ->
                ((ObjectNode) json.at("/secondaryAggregations/0")).put("aggregationWindowDays", 5));
    installation.publishedAll(june(20));
    WindowStage changed = new WindowStage(shorter);
    Run today = shorter.run(june(20), shorter.madeTables());
    JsonNode prepared = changed.prepare(today);
    changed.write(prepared);
    changed.publish(prepared, today);
    bucket.put(inPlace + "partition=3/half-replaced", "x");
    shorter.aggregated(june(21), june(21));
    Run next = shorter.run(june(21), shorter.tables());
    changed.finish(changed.prepare(next), next);

    assertThat(bucket.keys(shorter.staleMarker(WEEK, june(20)))).hasSize(1);
    Run older = shorter.run(june(20), shorter.tables());
    changed.finish(changed.prepareRebuild(older), older);
    assertThat(bucket.keys(inPlace)).containsExactly(inPlace + "partition=0/file");
    assertThat(bucket.keys(shorter.staleMarker(WEEK, june(20)))).isEmpty();
  }

  @Test
  void aMarkerOfTheBeginningThatWasNotRemovedDoesNotEmptyWhatIsShown() {
    bucket.put(installation.staleMarker(WEEK, june(20)), "begun");

    JsonNode prepared = stage.prepare(run);

    assertThat(bucket.keys(earlier)).hasSize(1);
    assertThat(Lambda.sql(prepared, "WriteWindow d7")).contains("/7d/rewritten/");
  }

  @Test
  void whatTheTableMayShowSinceAnAttemptThatEndedStaysUntilTheNextIsShown() {
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    stage.publish(prepared, run);
    installation.aggregatedAgain(june(18));

    JsonNode again = stage.prepare(run);
    stage.write(again);
    JsonNode published = stage.publish(again, run);

    assertThat(tasks(again)).containsOnly("WRITE_AND_PUBLISH");
    assertThat(bucket.keys(rewritten(prepared))).hasSize(1);
    stage.complete(published, run);
    assertThat(bucket.keys(rewritten(prepared))).isEmpty();
    assertThat(bucket.keys(rewritten(again))).hasSize(1);
  }

  @Test
  void aSnapshotThatBecameEmptyIsShownEmpty() {
    for (int day = 14; day <= 20; day++) {
      installation.withoutUsers(june(day));
    }
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    bucket
        .dataLake()
        .delete(bucket.name(), rewritten(prepared) + "day=2021-06-20/partition=0/file");

    JsonNode published = stage.publish(prepared, run);
    stage.complete(published, run);

    assertThat(bucket.keys(inPlace)).isEmpty();
  }

  @Test
  void aWindowWithoutUsersWhoseDaysHaveSomeIsNotPublished() {
    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    bucket
        .dataLake()
        .delete(bucket.name(), rewritten(prepared) + "day=2021-06-20/partition=0/file");

    assertThatThrownBy(() -> stage.publish(prepared, run))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("the window d7 has no users, but its day 2021-06-14 has");
  }

  @Test
  void whatWasNeverShownIsOverwrittenWhereItBelongs() {
    installation.aggregated(june(21), june(21));
    Run next = installation.run(june(21), installation.tables());
    String garbage = installation.snapshotKey(WEEK, june(21)) + "partition=1/of-a-dead-query";
    bucket.put(garbage, "x");

    JsonNode prepared = stage.prepare(next);

    assertThat(bucket.keys(garbage)).isEmpty();
    assertThat(Lambda.sql(prepared, "WriteWindow d7")).doesNotContain("rewritten");
  }

  @Test
  void partsOfManyPartitionsAreJoinedBeforeTheyAreShownAndThenRemoved() {
    Installation many = Installation.in(bucket, json -> json.put("sourcePartitions", 250));
    WindowStage stageOfMany = new WindowStage(many);
    many.aggregated(june(21), june(21));
    Run next = many.run(june(21), many.madeTables());
    String joined = many.snapshotKey(WEEK, june(21));

    JsonNode prepared = stageOfMany.prepare(next);
    stageOfMany.write(prepared);
    JsonNode published = stageOfMany.publish(prepared, next);

    assertThat(Lambda.names(prepared).get(0))
        .startsWith("WriteWindow d7 0-99", "WriteWindow d7 100-199", "WriteWindow d7 200-249")
        .hasSize(12);
    assertThat(bucket.keys(joined))
        .containsExactly(
            joined + "partition=0/file",
            joined + "partition=100/file",
            joined + "partition=200/file");
    assertThat(Lambda.sql(published, "ShowWindow d7")).contains(joined);
    stageOfMany.complete(published, next);
    assertThat(bucket.keys("")).noneMatch(key -> key.contains("/parts/"));
  }

  private static String attempt(JsonNode prepared) {
    return prepared.at("/plan/attempt").asText();
  }

  private static String rewritten(JsonNode prepared) {
    return "aggregations/ltv/HelloWorld/7d/rewritten/" + attempt(prepared) + "/";
  }
}
