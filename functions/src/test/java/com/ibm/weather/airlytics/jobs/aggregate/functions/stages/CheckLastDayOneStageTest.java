package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.days;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.message;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.stages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One stage, asked for by name, where the history begins on June 1st and the last day is June 10th.
 */
@ExtendWith(S3Server.class)
class CheckLastDayOneStageTest {

  private Installation installation;
  private LastDayCheck check;

  @BeforeEach
  void install(Bucket bucket) {
    installation = Installation.in(bucket);
    check = new LastDayCheck(installation);
  }

  @Test
  void oneStageIsRunForTheDayThatWasAskedFor() {
    installation.aggregated(june(1), june(10));

    JsonNode opened = check.open(Map.of("stage", "ExportCsv", "day", "2021-06-05"), 10);

    assertThat(stages(opened)).containsExactly("ExportCsv");
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-05");
    assertThat(opened.at("/run/redo").asBoolean()).isTrue();
    assertThat(days(opened)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WindowAggregation", "ExportCsv", "ImportToUserDb"})
  void oneStageWithoutADayIsRunForTheNewestThatIsAggregated(String stage) {
    installation.aggregated(june(1), june(8));

    JsonNode opened = check.open(Map.of("stage", stage), 10);

    assertThat(stages(opened)).containsExactly(stage);
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-08");
    assertThat(days(opened)).isEmpty();
  }

  @Test
  void dailyAggregationAloneAggregatesTheDayAgain() {
    installation.aggregated(june(1), june(10));

    JsonNode opened = check.open(Map.of("stage", "DailyAggregation", "day", "2021-06-05"), 0);

    assertThat(days(opened)).containsExactly("2021-06-05");
    assertThat(stages(opened)).containsExactly("DailyAggregation");
  }

  @Test
  void dailyAggregationAloneWithoutADayAggregatesTheLastDay() {
    assertThat(days(check.open(Map.of("stage", "DailyAggregation"), 10)))
        .containsExactly("2021-06-10");
  }

  @Test
  void dailyAggregationAloneWaitsForTheLastDayToo() {
    JsonNode opened = check.open(Map.of("stage", "DailyAggregation"), 9);

    assertThat(days(opened)).isEmpty();
    assertThat(stages(opened)).isEmpty();
  }

  @Test
  void checkLastDayAloneTellsWhatARunWouldDo() {
    installation.aggregated(june(1), june(8));

    JsonNode opened = check.open(Map.of("stage", "CheckLastDay"), 9);

    assertThat(stages(opened)).isEmpty();
    assertThat(message(opened))
        .isEqualTo(
            "last day 2021-06-10: 9 of 10 partitions have data, not ready: left for a later run;"
                + " 1 day to aggregate: 2021-06-09");
  }
}
