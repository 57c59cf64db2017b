package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an operator reads of a run, and the exit code that a CronJob sees. */
class JobRunTest {

  private static final JsonNode INPUT = Json.tree("{\"time\": \"2021-07-01T03:00:00Z\"}", "input");

  private final Log log = Log.capture();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void tellsOfEveryStageInOneLine() {
    JobResult result = run(new FakeFunctions("2021-06-30"), Script.succeeds());
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
    assertThat(run(functions, Script.succeeds()).exitCode()).isEqualTo(0);
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("INFO   "))
        .hasSize(3)
        .anyMatch(line -> line.contains("2021-06-28: "))
        .anyMatch(line -> line.endsWith("(1 of 3)"))
        .anyMatch(line -> line.endsWith("(3 of 3)"));
  }

  @Test
  void saysWhichQueryOfWhichDayFailedWhyAndHowToRunItAgain() {
    FakeFunctions functions = new FakeFunctions("2021-06-04", "2021-06-05");
    JobResult result =
        run(functions, sql -> sql.contains("06-05") ? Script.fails("NO: disk") : Script.succeeds());
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
    run(functions, sql -> sql.contains("06-30") ? Script.fails("NO: disk") : Script.succeeds());
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
    JobResult result = run(new FakeFunctions("2021-06-30"), failsOnce);
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
        run(
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
    assertThat(run(functions, Script.succeeds()).exitCode()).isEqualTo(1);
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
    JobResult result = run(functions, Script.succeeds());
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
    JobResult result = run(athena, functions).execute(INPUT, FrozenTime.NOW);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(athena.calls()).isEmpty();
    assertThat(result.ending()).isEqualTo("Airlock's secret is not there");
  }

  @Test
  void aFailureBeforeAnyStageNamesNoStageToRunAgain() {
    FakeFunctions functions =
        new FakeFunctions().on("CheckLastDay prepare", request -> failing("S3 is away"));
    JobResult result = run(functions, Script.succeeds());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(log.lines()).endsWith("ERROR CheckLastDay (PrepareCheck) failed: S3 is away");
    assertThat(result.ending())
        .isEqualTo(
            "The run failed at CheckLastDay (PrepareCheck). The next run carries on where this"
                + " one stopped.");
  }

  @Test
  void aCancelledRunStopsItsQueryAndSaysSo() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.runsForEver());
    JobRun run = run(athena, new FakeFunctions("2021-06-30"));
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> run.execute(INPUT, FrozenTime.NOW));
    Eventually.until("a query runs", () -> athena.calls().contains("Get query-1"));
    run.cancel();
    assertThat(result.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
    assertThat(athena.calls()).endsWith("Stop query-1");
    assertThat(result.join().ending())
        .isEqualTo("The run was stopped. The next run carries on where this one stopped.");
  }

  @Test
  void aRunThatTakesTooLongStopsItsQueryAndSaysSo() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.runsForEver());
    FrozenTime time = new FrozenTime();
    JobRun run = run(athena, new FakeFunctions("2021-06-30"), time);
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> run.execute(INPUT, FrozenTime.NOW));
    Eventually.until("a query runs", () -> athena.calls().contains("Get query-1"));
    time.ring(Duration.ofHours(22));
    assertThat(result.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
    assertThat(athena.calls()).endsWith("Stop query-1");
    assertThat(log.lines())
        .endsWith(
            "ERROR the run failed: States.Timeout: The execution took longer than 79200 seconds");
    assertThat(result.join().ending())
        .isEqualTo("The run failed. The next run carries on where this one stopped.");
  }

  @Test
  void handsItsFiguresToWhoeverStartedIt() {
    JobResult result =
        run(FakeAthena.where(Script.succeeds()), new FakeFunctions("2021-06-29", "2021-06-30"))
            .execute(INPUT, FrozenTime.NOW);
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

  @Test
  void aSiblingOfAFailedQueryIsStopped() {
    FakeAthena athena =
        new FakeAthena(
            sql ->
                sql.contains("06-04")
                    ? Script.runsForEver()
                    : sql.contains("06-05") ? Script.fails("NO: disk") : Script.succeeds());
    FakeFunctions functions =
        new FakeFunctions("2021-06-04", "2021-06-05")
            .before(
                "DailyAggregation prepare",
                request -> {
                  if (request.path("day").asText().equals("2021-06-05")) {
                    Eventually.until(
                        "the other day's query runs", () -> isStarted(athena, "06-04"));
                  }
                });
    assertThat(run(athena, functions).execute(INPUT, FrozenTime.NOW).exitCode()).isEqualTo(1);
    assertThat(athena.calls()).anyMatch(call -> call.startsWith("Stop "));
  }

  @Test
  void everyLineSaysInFieldsWhereItComesFrom() {
    FakeFunctions functions = new FakeFunctions("2021-06-04", "2021-06-05");
    run(functions, sql -> sql.contains("06-05") ? Script.fails("NO: disk") : Script.succeeds());
    assertThat(log.events())
        .isNotEmpty()
        .allSatisfy(event -> assertThat(fields(event)).containsEntry("run", "run-1"))
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("  2021-06-04: ");
              assertThat(fields(event))
                  .isEqualTo(
                      Map.of("run", "run-1", "stage", "DailyAggregation", "day", "2021-06-04"));
            })
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("CheckLastDay ");
              assertThat(fields(event)).isEqualTo(Map.of("run", "run-1", "stage", "CheckLastDay"));
            })
        .anySatisfy(
            event -> {
              assertThat(event.getFormattedMessage()).startsWith("Together ");
              assertThat(fields(event)).isEqualTo(Map.of("run", "run-1"));
            });
    assertThat(log.events())
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(fields(event))
                    .containsEntry("stage", "DailyAggregation")
                    .containsEntry("day", "2021-06-05")
                    .hasEntrySatisfying("queryId", id -> assertThat(id).matches("query-\\d+")));
  }

  @Test
  void aWarningAboutAQueryNamesTheQuery() {
    FakeAthena athena =
        FakeAthena.where(Script.succeeds())
            .failing("Get", SdkClientException.create("Connection reset"));
    run(athena, new FakeFunctions("2021-06-30")).execute(INPUT, FrozenTime.NOW);
    assertThat(log.events())
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(
            event ->
                assertThat(fields(event))
                    .containsEntry("stage", "CheckLastDay")
                    .containsEntry("queryId", "query-1"));
  }

  private static Map<String, String> fields(ILoggingEvent event) {
    return event.getMDCPropertyMap();
  }

  private static boolean isStarted(FakeAthena athena, String sql) {
    return athena.started().stream().anyMatch(query -> query.queryString().contains(sql));
  }

  private static String failing(String message) {
    throw new IllegalStateException(message);
  }

  private static JobResult run(FakeFunctions functions, Script script) {
    return run(functions, sql -> script);
  }

  private static JobResult run(FakeFunctions functions, Function<String, Script> scripts) {
    return run(new FakeAthena(scripts), functions).execute(INPUT, FrozenTime.NOW);
  }

  /** A run in which nothing takes time, and a retry waits for 0 s. */
  private static JobRun run(FakeAthena athena, FakeFunctions functions) {
    return run(athena, functions, new FrozenTime());
  }

  private static JobRun run(FakeAthena athena, FakeFunctions functions, FrozenTime time) {
    return new JobRun(
        "run-1",
        athena,
        functions.handlers(),
        new Progress(),
        FiguresListener.NONE,
        time,
        () -> 0L);
  }
}
