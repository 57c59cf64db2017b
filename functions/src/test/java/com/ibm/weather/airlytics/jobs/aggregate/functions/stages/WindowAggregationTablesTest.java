package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.WEEK_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How tables that are there become what the configuration says, on June 20th. */
@ExtendWith(S3Server.class)
class WindowAggregationTablesTest {

  private static final String TABLES = "aggregations/ltv/HelloWorld/1d/_TABLES";

  private Bucket bucket;
  private Installation installation;
  private WindowStage stage;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    this.stage = new WindowStage(installation);
    installation.aggregated(june(1), june(20));
  }

  @Test
  void aFirstRunAltersNothingAndRemembersWhatItCreates() {
    List<String> statements = run(installation, installation.run(june(20)));

    assertThat(statements).noneMatch(name -> name.matches("(Alter|Move|Project).*"));
    assertThat(run(installation, installation.run(june(20), installation.tables())))
        .as("the next run")
        .isEmpty();
  }

  @Test
  void tablesThatWereDroppedForAnotherColumnHaveItWhateverBecomesOfTheRunThatMakesThem() {
    run(installation, installation.run(june(20)));
    Installation other = changed(json -> json.put("aggregatedValueType", "int"));

    new WindowStage(other).prepare(other.run(june(20)));

    assertThat(Lambda.names(new WindowStage(other).prepare(other.run(june(20), other.tables()))))
        .isNotEmpty();
  }

  @Test
  void aFirstRunThatFailedLeavesTablesOfWhichNothingIsKnown() {
    stage.prepare();

    assertThat(Lambda.names(stage.prepare(installation.run(june(20), installation.tables()))))
        .startsWith(
            List.of(
                "AlterDailyTable",
                "AlterHistory d7",
                "AlterWindow d7",
                "AlterHistory d30",
                "AlterWindow d30",
                "AlterHistory d365",
                "AlterWindow d365",
                "AlterHistory total",
                "AlterWindow total"));
  }

  @Test
  void anEarlierHistoryStartIsProjectedBeforeTheWindowsAreComputed() {
    installation.aggregated(june(1).minusDays(1), june(1).minusDays(1));
    Installation changed = changed(json -> json.put("historyStartDay", "2021-05-31"));

    JsonNode prepared =
        new WindowStage(changed).prepare(changed.run(june(20), installation.madeTables()));

    assertThat(Lambda.names(prepared).get(0))
        .containsExactly(
            "AlterDailyTable",
            "AlterHistory d7",
            "AlterHistory d30",
            "AlterHistory d365",
            "AlterHistory total");
    assertThat(Lambda.sql(prepared, "AlterDailyTable"))
        .contains("'projection.day.range' = '2021-05-31,NOW'");
    assertThat(Lambda.names(prepared).get(1)).contains("WriteWindow total");
  }

  /** Days that no longer count are subtracted, so they have to be seen. */
  @Test
  void aLaterHistoryStartAltersNothing() {
    Installation changed = changed(json -> json.put("historyStartDay", "2021-06-05"));

    JsonNode prepared =
        new WindowStage(changed).prepare(changed.run(june(20), installation.madeTables()));

    assertThat(Lambda.names(prepared))
        .containsExactly(
            List.of("WriteWindow d7", "WriteWindow d30", "WriteWindow d365", "WriteWindow total"));
  }

  @Test
  void morePartitionsAreProjectedAndFewerAreNot() {
    Installation more = changed(json -> json.put("sourcePartitions", 250));
    Run run = more.run(june(20), installation.madeTables());

    JsonNode prepared = new WindowStage(more).prepare(run);

    assertThat(Lambda.sql(prepared, "AlterWindow d7"))
        .contains("'projection.partition.range' = '0,249'")
        .doesNotContain("projection.enabled");
    new WindowStage(more).finish(prepared, run);
    assertThat(run(installation, installation.run(june(20), installation.tables()))).isEmpty();
  }

  @Test
  void usersOfPartitionsThatAreNoMoreStayUsers() {
    Installation more = changed(json -> json.put("sourcePartitions", 20));
    run(more, more.run(june(20)));
    installation.aggregatedAgain(june(20));
    Run fewer = installation.run(june(20), installation.tables());
    JsonNode prepared = stage.prepare(fewer);
    stage.write(prepared);
    bucket.put(firstPart(prepared) + "partition=19/file", "x");

    assertThat(Lambda.statements(stage.publish(prepared, fewer))).isNotEmpty();
  }

  @Test
  void aFolderThatMovedMovesItsHistoryTable() {
    Installation changed =
        changed(json -> Documented.window(json, WEEK).put("targetFolder", "elsewhere/7d"));

    JsonNode prepared =
        new WindowStage(changed).prepare(changed.run(june(20), installation.madeTables()));

    assertThat(Lambda.names(prepared).get(0)).containsExactly("MoveHistory d7");
    assertThat(Lambda.sql(prepared, "MoveHistory d7")).contains("/elsewhere/7d/'");
  }

  @Test
  void aTableWithAnotherColumnIsRefused() {
    Installation changed = changed(json -> json.put("aggregatedValueType", "double"));
    String[] tables = installation.madeTables();

    assertThatThrownBy(() -> new WindowStage(changed).prepare(changed.run(june(20), tables)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has the column revenue bigint, but the configuration says revenue")
        .hasMessageContaining("double; drop the table");
  }

  /** Until it is switched, another job's table shows the partitions that are registered. */
  @Test
  void anotherJobsTableIsProjectedOnlyAfterItWasMoved() {
    Run run = installation.run(june(20), WEEK_TABLE);

    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);

    assertThat(Lambda.names(prepared).get(1)).containsExactly("AlterWindow d7");
    assertThat(Lambda.sql(prepared, "AlterWindow d7")).doesNotContain("projection.enabled");
    assertThat(Lambda.names(published)).hasSize(3);
    assertThat(Lambda.names(published).get(1)).contains("ShowWindow d7");
    assertThat(Lambda.names(published).get(2)).containsExactly("ProjectWindow d7");
    assertThat(Lambda.sql(published, "ProjectWindow d7")).contains("'projection.enabled' = 'true'");
  }

  @Test
  void whatAnotherJobsTableMayShowIsNotTouched() {
    String shown = installation.snapshotKey(WEEK, june(20)) + "partition=0/of-another-job";
    bucket.put(shown, "x");
    Run run = installation.run(june(20), WEEK_TABLE);

    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);

    assertThat(bucket.keys(shown)).hasSize(1);
    assertThat(Lambda.sql(published, "ShowWindow d7")).contains("/7d/rewritten/");
  }

  @Test
  void theDaysAndPartitionsOfAnotherJobAreFound() {
    installation.aggregatedElsewhere(june(1).minusDays(100), Installation.NOON);
    bucket.put(installation.dayKey(june(3)) + "partition=149/file", "x");
    Run run = installation.run(june(20), installation.tables());

    JsonNode prepared = stage.prepare(run);

    assertThat(Lambda.sql(prepared, "AlterDailyTable"))
        .contains("'projection.day.range' = '2021-02-21,NOW'")
        .contains("'projection.partition.range' = '0,149'");
  }

  @Test
  void aTableThatAnOlderRunDidNotKnowIsAlteredAfterItWasNotCreated() {
    Installation more = changed(json -> json.put("sourcePartitions", 250));
    more.madeTables();
    bucket.put(TABLES, bucket.text(TABLES).replace("0,249", "0,199"));

    JsonNode prepared = new WindowStage(more).prepare(more.run(june(20)));

    assertThat(Lambda.names(prepared).get(0)).contains("CreateDailyTable");
    assertThat(Lambda.names(prepared).get(1)).contains("AlterDailyTable");
  }

  private Installation changed(Consumer<ObjectNode> change) {
    return Installation.in(bucket, change);
  }

  private static String firstPart(JsonNode prepared) {
    return prepared.at("/plan/windows/0/parts/0/folder/prefix").asText();
  }

  /** The names of all statements of the stage. */
  private static List<String> run(Installation installation, Run run) {
    WindowStage stage = new WindowStage(installation);
    JsonNode prepared = stage.prepare(run);
    JsonNode published = stage.finish(prepared, run);
    return Stream.of(prepared, published)
        .flatMap(answer -> Lambda.names(answer).stream().flatMap(List::stream))
        .toList();
  }
}
