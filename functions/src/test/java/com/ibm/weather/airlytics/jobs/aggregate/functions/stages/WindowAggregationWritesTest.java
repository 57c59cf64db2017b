package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What WindowAggregation writes for June 20th of an aggregation that began on June 1st. */
@ExtendWith(S3Server.class)
class WindowAggregationWritesTest {

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
  void aFirstRunCreatesTheTablesAndThenWritesAllWindowsSideBySide() {
    installation.aggregated(june(1), june(20));

    JsonNode prepared = stage.prepare();

    assertThat(Lambda.names(prepared))
        .containsExactly(
            List.of(
                "CreateDailyTable",
                "CreateHistory d7",
                "CreateHistory d30",
                "CreateHistory d365",
                "CreateHistory total"),
            List.of("WriteWindow d7", "WriteWindow d30", "WriteWindow d365", "WriteWindow total"));
    assertThat(tasks(prepared)).containsOnly("WRITE_AND_PUBLISH");
  }

  @Test
  void aNormalRunStaysWithinItsStatements() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(19));
    Run run = installation.run(june(20), installation.madeTables());

    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);

    assertThat(Lambda.statements(prepared)).hasSize(4);
    assertThat(Lambda.statements(published)).hasSize(8);
    assertThat(Lambda.names(published)).hasSize(1);
  }

  @Test
  void aDayThatIsDoneAgainMeanwhileMakesTheStageStartOver() {
    installation.aggregated(june(1), june(20));
    JsonNode prepared = stage.prepare();
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, stage.june20());
    installation.aggregatedAgain(june(5));

    assertThatThrownBy(() -> stage.publish(prepared, stage.june20()))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("aggregated anew meanwhile");
    assertThatThrownBy(() -> stage.complete(published, stage.june20()))
        .isInstanceOf(StageException.class);
  }

  @Test
  void daysWithoutUsersHaveSnapshotsToo() {
    installation.aggregated(june(1), june(20));
    new DayRange(june(1), june(20)).days().forEach(installation::withoutUsers);
    JsonNode prepared = stage.prepare();

    stage.complete(stage.publish(prepared, stage.june20()), stage.june20());

    assertThat(tasks(stage.prepare(installation.run(june(20), installation.madeTables()))))
        .containsOnly("NOTHING");
  }

  @Test
  void aChangedHistoryStartMakesTheLongWindowsAnew() {
    installation.aggregated(june(1).minusDays(5), june(20));
    installation.publishedAll(june(20));
    Installation changed =
        Installation.in(bucket, json -> json.put("historyStartDay", "2021-05-27"));

    JsonNode prepared = stage.prepare(changed.run(june(20), installation.madeTables()));

    assertThat(tasks(prepared))
        .containsExactly("NOTHING", "WRITE_AND_PUBLISH", "WRITE_AND_PUBLISH", "WRITE_AND_PUBLISH");
  }
}
