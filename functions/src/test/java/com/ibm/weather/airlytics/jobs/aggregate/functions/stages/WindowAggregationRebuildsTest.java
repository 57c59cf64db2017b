package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.MONTH;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.TOTAL;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots of June 15th that have to be made anew, where June 20th is shown. */
@ExtendWith(S3Server.class)
class WindowAggregationRebuildsTest {

  private Installation installation;
  private Bucket bucket;
  private WindowStage stage;
  private Run june15;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    this.stage = new WindowStage(installation);
    this.june15 = installation.run(june(15), installation.madeTables());
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(15));
    installation.publishedAll(june(20));
  }

  @Test
  void onlyWhatIsStaleIsWrittenAndNothingIsShown() {
    stale(WEEK);
    stale(TOTAL);

    JsonNode prepared = stage.prepareRebuild(june15);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, june15);

    assertThat(tasks(prepared)).containsExactly("WRITE", "NOTHING", "NOTHING", "WRITE");
    assertThat(Lambda.names(published))
        .containsExactly(List.of("DropTemporary d7", "DropTemporary total"));
  }

  @Test
  void whatWasMadeAnewIsStaleNoMoreAndToldInShort() {
    stale(WEEK);
    stale(TOTAL);

    JsonNode prepared = stage.prepareRebuild(june15);
    stage.write(prepared);
    JsonNode outcome = stage.complete(stage.publish(prepared, june15), june15);

    assertThat(outcome.path("rebuilt").asBoolean()).isTrue();
    assertThat(outcome.path("day").asText()).isEqualTo("2021-06-15");
    assertThat(outcome.path("message").asText()).isEqualTo("d7, total");
    assertThat(stage.markers())
        .containsExactlyInAnyOrderElementsOf(
            WindowStage.windows()
                .flatMap(
                    window ->
                        Stream.of(
                            installation.publishedMarker(window, june(15)),
                            installation.publishedMarker(window, june(20))))
                .toList());
  }

  @Test
  void whatIsNotStaleAnyMoreWasNotMadeAnew() {
    JsonNode prepared = stage.prepareRebuild(june15);
    JsonNode outcome = stage.complete(stage.publish(prepared, june15), june15);

    assertThat(tasks(prepared)).containsOnly("NOTHING");
    assertThat(outcome.path("rebuilt").asBoolean()).isFalse();
  }

  @Test
  void whatDeadRunsLeftIsDroppedWithTheNewestDayOnly() {
    String leftover = installation.window(WEEK).targetTable() + "_tmp_20210601_0a80cdba";
    String[] tables =
        Stream.concat(Stream.of(installation.tables()), Stream.of(leftover)).toArray(String[]::new);
    stale(WEEK);
    Run older = installation.run(june(15), tables);
    Run newest = installation.run(june(20), tables);

    JsonNode rebuild = stage.prepareRebuild(older);
    stage.write(rebuild);

    assertThat(names(stage.publish(rebuild, older)))
        .contains("DropTemporary d7")
        .doesNotContain("DropLeftover 0");
    assertThat(names(stage.publish(stage.prepare(newest), newest))).contains("DropLeftover 0");
  }

  @Test
  void whatWasWrittenBeforeACrashOnlyGetsItsMarker() {
    stale(WEEK);
    installation.written(WEEK, june(9), june(15));

    assertThat(tasks(stage.prepareRebuild(june15)))
        .containsExactly("MARK", "NOTHING", "NOTHING", "NOTHING");
  }

  @Test
  void aWindowThatIsNewHasNoSnapshotOfOlderDaysAndGetsNone() {
    stale(WEEK);
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(MONTH, june(15)));
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(MONTH, june(20)));

    assertThat(tasks(stage.prepareRebuild(june15)))
        .containsExactly("WRITE", "NOTHING", "NOTHING", "NOTHING");
  }

  @Test
  void aSnapshotThatIsStaleIsNeitherShownNorStartedFrom() {
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(WEEK, june(20)));
    bucket.put(installation.staleMarker(WEEK, june(20)), "");
    stale(WEEK);

    JsonNode prepared = stage.prepare(installation.run(june(20), installation.madeTables()));

    assertThat(tasks(prepared)).startsWith("WRITE_AND_PUBLISH");
    assertThat(Lambda.sql(prepared, "WriteWindow d7")).doesNotContain("_history");
  }

  @Test
  void aDayBeforeAStaleSnapshotIsNotShownEither() {
    for (int window : WindowStage.windows().toList()) {
      bucket.dataLake().delete(bucket.name(), installation.publishedMarker(window, june(20)));
      bucket.put(installation.staleMarker(window, june(20)), "");
    }

    assertThat(tasks(stage.prepare(installation.run(june(16), installation.madeTables()))))
        .containsOnly("WRITE");
  }

  @Test
  void anAttemptThatDiesLeavesItsDayToTheRunOfAnother() {
    Run june19 = installation.run(june(19), installation.madeTables());

    stage.prepare(june19);

    assertThat(stage.markers()).contains(installation.staleMarker(TOTAL, june(19)));
    assertThat(tasks(stage.prepareRebuild(june19))).containsOnly("WRITE");
  }

  private static List<String> names(JsonNode published) {
    return Lambda.names(published).stream().flatMap(List::stream).toList();
  }

  private void stale(int window) {
    bucket.dataLake().delete(bucket.name(), installation.publishedMarker(window, june(15)));
    bucket.put(installation.staleMarker(window, june(15)), "");
  }
}
