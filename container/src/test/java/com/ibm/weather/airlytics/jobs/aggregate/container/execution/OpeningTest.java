package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The last line of a run that ended well, and up to which day it has done all. */
class OpeningTest {

  private static final LocalDate BEFORE = LocalDate.parse("2021-06-29");
  private static final LocalDate LAST = LocalDate.parse("2021-06-30");

  @Test
  void aRunWithMissingDaysDoesAll() {
    Opening opening = opening("2021-06-30", "\"DailyAggregation\"", "\"2021-06-30\"", "");
    assertThat(opening.ending(false, "")).isEqualTo("The run is done: all days up to 2021-06-30.");
    assertThat(opening.allDone()).contains(LAST);
    assertThat(opening.missingDays()).isEqualTo(1);
  }

  @Test
  void aRunWithoutMissingDaysHasNothingToDo() {
    Opening opening = opening("2021-06-30", "\"DailyAggregation\"", "", "");
    assertThat(opening.ending(true, ""))
        .isEqualTo("There was nothing to do: all days up to 2021-06-30 were done before.");
    assertThat(opening.allDone()).contains(LAST);
    assertThat(opening.missingDays()).isZero();
  }

  @Test
  void aRunBeforeTheLastDayIsReadyLeavesIt() {
    Opening opening =
        opening("2021-06-29", "\"DailyAggregation\"", "\"2021-06-29\"", "\"lastDay\": true");
    assertThat(opening.ending(false, ""))
        .isEqualTo(
            "The run is done: all days up to 2021-06-29. 2021-06-30 is left for a later run: its"
                + " events are not complete yet.");
    assertThat(opening.allDone()).contains(BEFORE);
    assertThat(opening.missingDays()).isEqualTo(2);
  }

  @Test
  void aFirstRunBeforeTheLastDayIsReadyHasNothingToDo() {
    Opening opening = opening("2021-06-30", "", "", "\"lastDay\": true");
    assertThat(opening.ending(true, ""))
        .isEqualTo(
            "There was nothing to do. 2021-06-30 is left for a later run: its events are not"
                + " complete yet.");
    assertThat(opening.allDone()).isEmpty();
  }

  @Test
  void aRunThatDoesDaysAgainSaysWhichAndWhyAndWhatWasMadeFromThem() {
    Opening opening =
        Opening.read(
            Json.tree(
                """
                {"run": {"redo": false, "stages": ["DailyAggregation"], "day": "2021-06-30"},
                 "days": ["2021-06-27"], "again": "2021-06-27 (events changed)"}
                """,
                "the answer"));
    assertThat(opening.ending(false, "2021-06-27 to 2021-06-29"))
        .isEqualTo(
            "The run is done: all days up to 2021-06-30. Done again: 2021-06-27 (events changed)."
                + " Snapshots made anew: 2021-06-27 to 2021-06-29.");
  }

  @Test
  void aRunThatIsNotEnoughSaysWhatIsLeft() {
    Opening opening =
        opening(
            "2021-06-29",
            "\"DailyAggregation\"",
            "\"2021-06-29\"",
            "\"days\": 1200, \"snapshots\": 1");
    assertThat(opening.ending(false, ""))
        .isEqualTo(
            "The run is done: all days up to 2021-06-29. Left for the next run: 1,200 days. Left for"
                + " the next run: the snapshots of 1 day.");
    assertThat(opening.missingDays()).isEqualTo(1_201);
  }

  @Test
  void theCheckAloneDoesNothing() {
    Opening opening = opening("2021-06-30", "", "\"2021-06-30\"", "");
    assertThat(opening.ending(true, ""))
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
                "the answer"));
    assertThat(opening.ending(true, "")).isEqualTo("The run is done: ExportCsv of 2021-06-29.");
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
                "the answer"));
    assertThat(opening.ending(true, ""))
        .isEqualTo("Nothing was done: process 17 on pod (run 0f8f) holds the lease.");
    assertThat(opening.allDone()).isEmpty();
  }

  private static Opening opening(String day, String stages, String days, String left) {
    String opened =
        """
        {"run": {"redo": false, "stages": [%s], "day": "%s", "lastDay": "2021-06-30"},
         "days": [%s], "left": {%s}}
        """
            .formatted(stages, day, days, left);
    return Opening.read(Json.tree(opened, "the answer"));
  }
}
