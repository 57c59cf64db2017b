package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StageTableTest {

  private static final StageFigures DAILY =
      new StageFigures(
          "DailyAggregation",
          Duration.ofMillis(185_400),
          5,
          2,
          12_345_678,
          OptionalLong.of(1_234),
          "1 day, 9 events");
  private static final StageFigures IMPORT =
      new StageFigures(
          "ImportToUserDb", Duration.ofMillis(400), 0, 0, 0, OptionalLong.empty(), "nothing to do");

  @Test
  void showsTheFiguresOfAStageInColumns() {
    assertThat(StageTable.line(DAILY) + "\n" + StageTable.line(IMPORT))
        .isEqualTo(
            """
            DailyAggregation  3 min 05 s   5 statements (2 DML)   1,234 rows    12.3 MB scanned   1 day, 9 events
            ImportToUserDb         0.4 s   0 statements (0 DML)                     0 B scanned   nothing to do""");
  }

  @Test
  void addsTheStagesUpButTakesTheDurationOfTheWhole() {
    assertThat(StageTable.total(List.of(DAILY, IMPORT), Duration.ofSeconds(200)))
        .isEqualTo(
            "Together          3 min 20 s   5 statements (2 DML)                 12.3 MB scanned");
  }
}
