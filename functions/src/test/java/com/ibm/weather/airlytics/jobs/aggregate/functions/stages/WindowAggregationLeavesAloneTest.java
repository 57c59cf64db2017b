package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.WindowStage.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What WindowAggregation leaves as it is, in an aggregation that began on June 1st. */
@ExtendWith(S3Server.class)
class WindowAggregationLeavesAloneTest {

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
  void thereIsNothingToDoForWindowsThatArePublished() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    Run run = installation.run(june(20), installation.madeTables());
    List<String> before = bucket.keys("");

    JsonNode prepared = stage.prepare(run);
    JsonNode published = stage.publish(prepared, run);
    JsonNode outcome = stage.complete(published, run);

    assertThat(tasks(prepared)).containsOnly("NOTHING");
    assertThat(Lambda.statements(prepared)).isEmpty();
    assertThat(Lambda.statements(published)).isEmpty();
    assertThat(outcome.path("message").asText())
        .isEqualTo("d7 was there; d30 was there; d365 was there; total was there");
    assertThat(bucket.keys("")).isEqualTo(before);
  }

  @Test
  void anOlderDayIsWrittenButNotShown() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    Run run = installation.redo(Stage.WINDOW_AGGREGATION, june(18), installation.madeTables());

    JsonNode prepared = stage.prepare(run);
    stage.write(prepared);
    JsonNode published = stage.publish(prepared, run);
    JsonNode outcome = stage.complete(published, run);

    assertThat(tasks(prepared)).containsOnly("WRITE");
    assertThat(Lambda.statements(published))
        .allSatisfy(
            statement -> assertThat(statement.path("sql").asText()).startsWith("DROP TABLE"));
    assertThat(outcome.path("message").asText())
        .startsWith("d7 from 7 days, a newer one is shown; ");
    assertThat(bucket.keys(installation.publishedMarker(WEEK, june(18)))).hasSize(1);
  }

  @Test
  void anOlderSnapshotThatWasWrittenIsOnlyMarked() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    for (int window = 0; window < 4; window++) {
      installation.written(window, installation.firstDay(window, june(18)), june(18));
    }
    Run run = installation.redo(Stage.WINDOW_AGGREGATION, june(18), installation.madeTables());

    JsonNode prepared = stage.prepare(run);
    JsonNode published = stage.publish(prepared, run);
    stage.complete(published, run);

    assertThat(tasks(prepared)).containsOnly("MARK");
    assertThat(Lambda.statements(published)).isEmpty();
    assertThat(bucket.keys(installation.publishedMarker(WEEK, june(18)))).hasSize(1);
  }

  @Test
  void aGapIsRefusedBeforeAnythingIsTouched() {
    installation.aggregated(june(1), june(20));
    installation.publishedAll(june(20));
    installation.aggregatedAgain(june(15));
    installation.unaggregated(june(5));
    installation.unaggregated(june(6));
    List<String> before = bucket.keys("");

    assertThatThrownBy(stage::prepare)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the window d30 of 2021-06-20 lacks 2 days, the first of them 2021-06-05; run the whole"
                + " job, or DailyAggregation for those days");
    assertThat(bucket.keys("")).isEqualTo(before);
  }
}
