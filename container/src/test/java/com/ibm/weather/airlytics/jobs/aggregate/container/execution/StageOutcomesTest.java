package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StageOutcomesTest {

  @Test
  void aStageSpeaksForItself() {
    assertThat(
            StageOutcomes.read(
                json(
                    """
                    [{"stage": "ExportCsv", "day": "2021-06-30", "rows": 12, "message": "12 users"}]
                    """)))
        .isEqualTo(new StageOutcomes(OptionalLong.of(12), "12 users", ""));
  }

  @Test
  void theOutcomeOfCheckLastDayIsWithinItsAnswer() {
    assertThat(
            StageOutcomes.read(
                json(
                    """
                    [{"run": {}, "days": [], "outcome": {"rows": 0, "message": "not ready"}}]
                    """)))
        .isEqualTo(new StageOutcomes(OptionalLong.of(0), "not ready", ""));
  }

  @Test
  void aStageMayLeaveItsRowsUncounted() {
    assertThat(StageOutcomes.read(json("[{\"message\": \"d7 from 7 days\"}]")))
        .isEqualTo(new StageOutcomes(OptionalLong.empty(), "d7 from 7 days", ""));
  }

  @Test
  void ofTheWindowsTheNewestDaysSpeakForThemselvesAndTheOthersWereMadeAnew() {
    assertThat(
            StageOutcomes.read(
                json(
                    """
                    [{"day": "2021-06-30", "message": "d7 from 7 days", "rebuilt": false},
                     {"day": "2021-06-25", "message": "d7", "rebuilt": true},
                     {"day": "2021-06-26", "message": "d7, total", "rebuilt": true},
                     {"day": "2021-06-28", "message": "total", "rebuilt": true}]
                    """)))
        .isEqualTo(
            new StageOutcomes(
                OptionalLong.empty(),
                "d7 from 7 days; made anew: 2021-06-25 to 2021-06-26, 2021-06-28",
                "2021-06-25 to 2021-06-26, 2021-06-28"));
  }

  @Test
  void daysAreAddedUp() {
    assertThat(
            StageOutcomes.read(
                json(
                    """
                    [{"day": "2021-06-29", "users": 3, "events": 9, "rejected": 1, "withoutUser": 0},
                     {"day": "2021-06-30", "users": 4, "events": 1000, "rejected": 1, "withoutUser": 1}]
                    """)))
        .isEqualTo(
            new StageOutcomes(
                OptionalLong.of(7),
                "2 days, 1,009 events, 2 rejected values, 1 event without a user",
                ""));
  }

  private static JsonNode json(String text) {
    return Json.tree(text, "the output");
  }
}
