package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.days;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.message;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.stages;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.tables;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run has to do where the history begins on June 1st and the last day is June 10th. */
@ExtendWith(S3Server.class)
class CheckLastDayPlansTest {

  private static final List<String> ALL_STAGES =
      List.of("DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb");

  private Installation installation;
  private LastDayCheck check;

  @BeforeEach
  void install(Bucket bucket) {
    installation = Installation.in(bucket);
    check = new LastDayCheck(installation);
  }

  @Test
  void aFirstRunHasAllDaysOfTheHistoryToAggregate() {
    JsonNode opened = check.open(Map.of(), 10);

    assertThat(days(opened)).hasSize(10).startsWith("2021-06-01").endsWith("2021-06-10");
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-10");
    assertThat(opened.at("/run/lastDay").asText()).isEqualTo("2021-06-10");
    assertThat(opened.at("/run/id").asText()).isEqualTo("run-1");
    assertThat(opened.at("/run/redo").asBoolean()).isFalse();
    assertThat(stages(opened)).isEqualTo(ALL_STAGES);
    assertThat(message(opened))
        .isEqualTo(
            "last day 2021-06-10: 10 of 10 partitions have data, ready;"
                + " 10 days to aggregate: 2021-06-01 to 2021-06-10");
  }

  @Test
  void aDailyRunHasTheLastDayToAggregate() {
    installation.aggregated(june(1), june(9));

    JsonNode opened = check.open(Map.of(), 10);

    assertThat(days(opened)).containsExactly("2021-06-10");
    assertThat(message(opened)).endsWith("ready; 1 day to aggregate: 2021-06-10");
  }

  @Test
  void gapsAreFilledWhereverTheyAre() {
    installation.aggregated(june(2), june(4));
    installation.aggregated(june(7), june(7));

    assertThat(days(check.open(Map.of(), 10)))
        .containsExactly(
            "2021-06-01", "2021-06-05", "2021-06-06", "2021-06-08", "2021-06-09", "2021-06-10");
  }

  @Test
  void whereNothingIsMissingTheLaterStagesStillLookForWorkOfTheirOwn() {
    installation.aggregated(june(1), june(10));

    JsonNode prepared = check.prepare(Map.of());
    JsonNode opened = check.complete(prepared, List.of());

    assertThat(Lambda.names(prepared)).containsExactly(List.of("ShowTables"));
    assertThat(days(opened)).isEmpty();
    assertThat(stages(opened)).isEqualTo(ALL_STAGES);
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-10");
    assertThat(message(opened)).isEqualTo("last day 2021-06-10: done before; no day to aggregate");
  }

  @Test
  void daysThatAnotherRunHasDoneMeanwhileAreNotDoneAgain() {
    JsonNode prepared = check.prepare(Map.of());
    installation.aggregated(june(1), june(10));

    assertThat(days(check.complete(prepared, List.of()))).isEmpty();
  }

  @Test
  void aLastDayThatIsNotCompleteIsLeftForLaterButOlderDaysAreNot() {
    installation.aggregated(june(1), june(7));

    JsonNode opened = check.open(Map.of(), 9);

    assertThat(days(opened)).containsExactly("2021-06-08", "2021-06-09");
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-09");
    assertThat(stages(opened)).isEqualTo(ALL_STAGES);
    assertThat(message(opened)).contains("9 of 10 partitions have data, not ready: left for");
  }

  @Test
  void whereTheFirstDayIsNotCompleteThereIsNothingToDo(Bucket bucket) {
    check =
        new LastDayCheck(
            Installation.in(bucket, json -> json.put("historyStartDay", "2021-06-10")));

    JsonNode opened = check.open(Map.of(), 0);

    assertThat(days(opened)).isEmpty();
    assertThat(stages(opened)).isEmpty();
  }

  @Test
  void aHistoryThatHasNotBegunIsNothingToDo(Bucket bucket) {
    check =
        new LastDayCheck(
            Installation.in(bucket, json -> json.put("historyStartDay", "2021-06-11")));

    JsonNode opened = check.complete(check.prepare(Map.of()), List.of());

    assertThat(days(opened)).isEmpty();
    assertThat(stages(opened)).isEmpty();
  }

  @Test
  void theLastDayIsNotCheckedWhereTheConfigurationSaysSo(Bucket bucket) {
    check =
        new LastDayCheck(Installation.in(bucket, json -> json.put("checkDataForLastDay", false)));

    JsonNode prepared = check.prepare(Map.of());

    assertThat(Lambda.names(prepared)).containsExactly(List.of("ShowTables"));
    assertThat(days(check.complete(prepared, List.of()))).endsWith("2021-06-10");
  }

  @Test
  void daysBeforeTheHistoryOrBehindTheLastDayAreNoneOfTheRunsBusiness() {
    installation.aggregated(june(10).minusMonths(1), june(9));
    installation.aggregated(june(11), june(12));

    JsonNode opened = check.open(Map.of(), 0);

    assertThat(days(opened)).isEmpty();
    assertThat(opened.at("/run/day").asText()).isEqualTo("2021-06-09");
  }

  @Test
  void theTablesThatAreThereAreHandedToTheLaterStages() {
    JsonNode opened = check.complete(check.prepare(Map.of()), List.of(tables("a", "b_tmp")));

    assertThat(texts(opened.at("/run/tables"))).containsExactly("a", "b_tmp");
  }

  @Test
  void theConfigurationTravelsWithTheRun() {
    JsonNode opened = check.open(Map.of(), 10);

    assertThat(Json.read(opened.path("run").toString(), Run.class, "run").configuration())
        .isEqualTo(installation.configuration());
  }

  @Test
  void nothingIsWritten() {
    installation.aggregated(june(1), june(3));
    List<String> before = installation.bucket().keys("");

    check.open(Map.of(), 10);

    assertThat(installation.bucket().keys("")).isEqualTo(before);
  }

  @Test
  void theDayBeforeTheRunDateInUtcIsTheLastDay() {
    assertThat(lastDay(Map.of("time", "2021-06-11T00:00:00Z"))).isEqualTo("2021-06-10");
    assertThat(lastDay(Map.of("time", "2021-06-10T23:59:59.999Z"))).isEqualTo("2021-06-09");
    assertThat(lastDay(Map.of("time", "2021-06-11T03:00:00Z", "today", "2021-06-06")))
        .isEqualTo("2021-06-05");
  }

  private String lastDay(Map<String, ?> input) {
    return check.prepare(input).at("/plan/run/lastDay").asText();
  }
}
