package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of a run that ends well, and the exit code that a CronJob sees. */
class JobRunTest {

  private final Log log = Log.capture();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void tellsOfEveryStageInOneLine() {
    JobResult result = JobRuns.run(new FakeFunctions("2021-06-30"), Script.succeeds());
    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.ending()).isEqualTo("The run is done: all days up to 2021-06-30.");
    assertThat(String.join("\n", log.lines()))
        .isEqualTo(
            """
            INFO CheckLastDay           0.0 s    1 statement (0 DML)       0 rows     1.2 kB scanned   ready
            INFO   2021-06-30: 3,456 events of 12 users, 1 rejected value (1 of 1)
            INFO DailyAggregation       0.0 s    1 statement (1 DML)      12 rows     1.2 kB scanned   1 day, 3,456 events, 1 rejected value
            INFO WindowAggregation      0.0 s   2 statements (1 DML)                  2.5 kB scanned   d7 from 7 days
            INFO ExportCsv              0.0 s    1 statement (1 DML)      12 rows     1.2 kB scanned   12 users
            INFO ImportToUserDb         0.0 s   0 statements (0 DML)      12 rows        0 B scanned   asked for as job 1
            INFO Together               0.0 s   5 statements (3 DML)                  6.2 kB scanned""");
  }

  @Test
  void tellsHowFarABackfillHasCome() {
    FakeFunctions functions = new FakeFunctions("2021-06-28", "2021-06-29", "2021-06-30");
    assertThat(JobRuns.run(functions, Script.succeeds()).exitCode()).isEqualTo(0);
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("INFO   "))
        .hasSize(3)
        .anyMatch(line -> line.contains("2021-06-28: "))
        .anyMatch(line -> line.endsWith("(1 of 3)"))
        .anyMatch(line -> line.endsWith("(3 of 3)"));
  }

  @Test
  void handsItsFiguresToWhoeverStartedIt() {
    JobResult result =
        JobRuns.run(
                FakeAthena.where(Script.succeeds()), new FakeFunctions("2021-06-29", "2021-06-30"))
            .execute(JobRuns.INPUT, FrozenTime.NOW);
    assertThat(result.stages())
        .extracting(StageFigures::stage, StageFigures::statements, StageFigures::rows)
        .containsExactly(
            tuple("CheckLastDay", 1, OptionalLong.of(0)),
            tuple("DailyAggregation", 2, OptionalLong.of(24)),
            tuple("WindowAggregation", 2, OptionalLong.empty()),
            tuple("ExportCsv", 1, OptionalLong.of(12)),
            tuple("ImportToUserDb", 0, OptionalLong.of(12)));
    assertThat(result.path())
        .extracting(StatePath::toString)
        .contains(
            "CheckLastDay[0]/CheckAirlock",
            "DailyAggregation[0]/AggregateDay[0]/CompleteDay",
            "RunDone")
        .noneMatch(state -> state.startsWith("DailyAggregation[1]"));
  }
}
