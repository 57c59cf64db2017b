package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayFiguresTest {

  @Test
  void areThoseOfTheDaysOutcome() {
    String outcome =
        """
        {"day": "2021-06-29", "users": 2, "events": 9, "rejected": 1, "withoutUser": 5}
        """;
    assertThat(DayFigures.read(Json.tree(outcome, "the outcome")))
        .isEqualTo(new DayFigures(2, 9, 1, 5));
  }

  @Test
  void areAddedUp() {
    assertThat(DayFigures.sum(List.of(new DayFigures(1, 2, 3, 4), new DayFigures(10, 20, 30, 40))))
        .isEqualTo(new DayFigures(11, 22, 33, 44));
  }

  @Test
  void tellOfWhatWasLeftOutOnlyIfSomethingWas() {
    assertThat(new DayFigures(1, 9, 0, 0).leftOut()).isEmpty();
    assertThat(new DayFigures(2, 9, 1, 5).leftOut())
        .isEqualTo(", 1 rejected value, 5 events without a user");
  }
}
