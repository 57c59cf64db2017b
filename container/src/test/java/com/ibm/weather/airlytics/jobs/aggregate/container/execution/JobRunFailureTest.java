package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of a run that fails: what, why, and the way out. */
class JobRunFailureTest {

  private final Log log = Log.capture();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void saysWhichQueryOfWhichDayFailedWhyAndHowToRunItAgain() {
    FakeFunctions functions = new FakeFunctions("2021-06-04", "2021-06-05");
    JobResult result =
        JobRuns.run(
            functions, sql -> sql.contains("06-05") ? Script.fails("NO: disk") : Script.succeeds());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(log.lines())
        .last()
        .asString()
        .matches(
            """
            ERROR DailyAggregation of 2021-06-05 \\(DayStatement\\) failed: \
            the query query-\\d+ ended as FAILED: NO: disk
              SELECT the day 2021-06-05""");
    assertThat(result.ending())
        .isEqualTo(
            "The run failed at DailyAggregation of 2021-06-05 (DayStatement). The next run carries"
                + " on where this one stopped; to run only this stage again, give --stage"
                + " DailyAggregation --day 2021-06-05.");
  }

  @Test
  void triesAFailedDayAgainAndTellsWhyEachTime() {
    FakeFunctions functions = new FakeFunctions("2021-06-30");
    JobRuns.run(
        functions, sql -> sql.contains("06-30") ? Script.fails("NO: disk") : Script.succeeds());
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "WARN DailyAggregation of 2021-06-30 (AggregateDay) is tried again in 0.0 s"
                            + " (retry 1): DailyAggregation of 2021-06-30 (DayStatement): the query ")
                    .contains("ended as FAILED: NO: disk"));
  }

  @Test
  void reportsNoFailureOnceARetryHasMendedIt() {
    AtomicInteger attempts = new AtomicInteger();
    Function<String, Script> failsOnce =
        sql ->
            sql.equals("SELECT the csv") && attempts.incrementAndGet() == 1
                ? Script.fails("NO: disk")
                : Script.succeeds();
    JobResult result = JobRuns.run(new FakeFunctions("2021-06-30"), failsOnce);
    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(result.ending()).isEqualTo("The run is done: all days up to 2021-06-30.");
    assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
  }

  @Test
  void reportsTheFailureThatEndedTheRunAndNotOneThatWasMended() {
    AtomicInteger attempts = new AtomicInteger();
    FakeFunctions functions =
        new FakeFunctions("2021-06-30")
            .on("ExportCsv complete", request -> failing("no CSV file was written"));
    JobResult result =
        JobRuns.run(
            functions,
            sql ->
                sql.equals("SELECT the windows") && attempts.incrementAndGet() == 1
                    ? Script.fails("NO: disk")
                    : Script.succeeds());
    assertThat(log.lines())
        .endsWith("ERROR ExportCsv of 2021-06-30 (CompleteCsv) failed: no CSV file was written");
    assertThat(result.ending())
        .isEqualTo(
            "The run failed at ExportCsv of 2021-06-30 (CompleteCsv). The next run carries on"
                + " where this one stopped; to run only this stage again, give --stage ExportCsv"
                + " --day 2021-06-30.");
  }

  @Test
  void doesNotTryAgainWhatTheOperatorHasToChange() {
    AtomicInteger calls = new AtomicInteger();
    FakeFunctions functions =
        new FakeFunctions("2021-06-30")
            .on(
                "ImportToUserDb prepare",
                request -> {
                  calls.incrementAndGet();
                  throw new InvalidInputException("there is no CSV of that day");
                });
    assertThat(JobRuns.run(functions, Script.succeeds()).exitCode()).isEqualTo(1);
    assertThat(calls).hasValue(1);
    assertThat(log.lines())
        .contains(
            "ERROR ImportToUserDb of 2021-06-30 (PrepareImport) failed: there is no CSV of that day");
  }

  @Test
  void theRequestIsWrongWhenCheckLastDayRefusesIt() {
    FakeFunctions functions =
        new FakeFunctions()
            .on(
                "CheckLastDay prepare",
                request -> {
                  throw new InvalidInputException("the day 2030-01-01 is not over yet");
                });
    JobResult result = JobRuns.run(functions, Script.succeeds());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.ending()).isEqualTo("the day 2030-01-01 is not over yet");
  }

  @Test
  void theRequestIsWrongWhenTheImportWouldLackItsCredentialsAndNoQueryIsStarted() {
    FakeAthena athena = FakeAthena.where(Script.succeeds());
    FakeFunctions functions =
        new FakeFunctions("2021-06-30")
            .on(
                "ImportToUserDb check",
                request -> {
                  assertThat(request.at("/run/id").asText()).isEqualTo("run-1");
                  throw new InvalidInputException("Airlock's secret is not there");
                });
    JobResult result = JobRuns.run(athena, functions).execute(JobRuns.INPUT, FrozenTime.NOW);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(athena.calls()).isEmpty();
    assertThat(result.ending()).isEqualTo("Airlock's secret is not there");
  }

  @Test
  void aFailureBeforeAnyStageNamesNoStageToRunAgain() {
    FakeFunctions functions =
        new FakeFunctions().on("CheckLastDay prepare", request -> failing("S3 is away"));
    JobResult result = JobRuns.run(functions, Script.succeeds());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(log.lines()).endsWith("ERROR CheckLastDay (PrepareCheck) failed: S3 is away");
    assertThat(result.ending())
        .isEqualTo(
            "The run failed at CheckLastDay (PrepareCheck). The next run carries on where this"
                + " one stopped.");
  }

  private static String failing(String message) {
    throw new IllegalStateException(message);
  }
}
