package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last line of a run that ended well, and up to which day it has done all. */
class OpeningTest {

  private static final LocalDate BEFORE = LocalDate.parse("2021-06-29");
  private static final LocalDate LAST = LocalDate.parse("2021-06-30");

  @Test
  void aRunWithMissingDaysDoesAll() {
    Opening opening = opening("2021-06-30", "\"DailyAggregation\"", "\"2021-06-30\"", LAST);
    assertThat(opening.ending(false)).isEqualTo("The run is done: all days up to 2021-06-30.");
    assertThat(opening.allDone()).contains(LAST);
  }

  @Test
  void aRunWithoutMissingDaysHasNothingToDo() {
    Opening opening = opening("2021-06-30", "\"DailyAggregation\"", "");
    assertThat(opening.ending(true))
        .isEqualTo("There was nothing to do: all days up to 2021-06-30 were done before.");
    assertThat(opening.allDone()).contains(LAST);
  }

  @Test
  void aRunBeforeTheLastDayIsReadyLeavesIt() {
    Opening opening = opening("2021-06-29", "\"DailyAggregation\"", "\"2021-06-29\"", BEFORE, LAST);
    assertThat(opening.ending(false))
        .isEqualTo(
            "The run is done: all days up to 2021-06-29. 2021-06-30 is left for a later run: its"
                + " events are not complete yet.");
    assertThat(opening.allDone()).contains(BEFORE);
  }

  @Test
  void aFirstRunBeforeTheLastDayIsReadyHasNothingToDo() {
    Opening opening = opening("2021-06-30", "", "", LAST);
    assertThat(opening.ending(true))
        .isEqualTo(
            "There was nothing to do. 2021-06-30 is left for a later run: its events are not"
                + " complete yet.");
    assertThat(opening.allDone()).isEmpty();
  }

  @Test
  void theCheckAloneDoesNothing() {
    Opening opening = opening("2021-06-30", "", "\"2021-06-30\"", LAST);
    assertThat(opening.ending(true))
        .isEqualTo("Nothing was done, since only CheckLastDay was asked for.");
    assertThat(opening.allDone()).isEmpty();
  }

  @Test
  void oneStageSaysNothingOfAllStages() {
    Opening opening =
        Opening.read(
            Json.tree(
                """
                {"run": {"redo": true, "stages": ["ExportCsv"], "day": "2021-06-29"}, "days": []}
                """,
                "the answer"),
            List.of());
    assertThat(opening.ending(true)).isEqualTo("The run is done: ExportCsv of 2021-06-29.");
    assertThat(opening.allDone()).isEmpty();
  }

  @Test
  void aRunThatMetAnotherSaysWhoIsAtWorkAndNothingElse() {
    Opening opening =
        Opening.read(
            Json.tree(
                """
                {"run": {"redo": false, "stages": [], "day": "2021-06-30"}, "days": [],
                 "heldBy": "process 17 on pod (run 0f8f) holds the lease"}
                """,
                "the answer"),
            List.of(BEFORE, LAST));
    assertThat(opening.ending(true))
        .isEqualTo("Nothing was done: process 17 on pod (run 0f8f) holds the lease.");
    assertThat(opening.allDone()).isEmpty();
  }

  private static Opening opening(String day, String stages, String days, LocalDate... missing) {
    String opened =
        "{\"run\": {\"redo\": false, \"stages\": [%s], \"day\": \"%s\"}, \"days\": [%s]}"
            .formatted(stages, day, days);
    return Opening.read(Json.tree(opened, "the answer"), List.of(missing));
  }
}
