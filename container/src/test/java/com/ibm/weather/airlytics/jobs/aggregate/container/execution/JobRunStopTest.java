package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that ends before its queries do stops them. */
class JobRunStopTest {

  private final Log log = Log.capture();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aCancelledRunStopsItsQueryAndSaysSo() throws Exception {
    FakeAthena athena = FakeAthena.where(Script.runsForEver());
    JobRun run = JobRuns.run(athena, new FakeFunctions("2021-06-30"));
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> run.execute(JobRuns.INPUT, FrozenTime.NOW));
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
    JobRun run = JobRuns.run(athena, new FakeFunctions("2021-06-30"), time);
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> run.execute(JobRuns.INPUT, FrozenTime.NOW));
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
    assertThat(JobRuns.run(athena, functions).execute(JobRuns.INPUT, FrozenTime.NOW).exitCode())
        .isEqualTo(1);
    assertThat(athena.calls()).anyMatch(call -> call.startsWith("Stop "));
  }

  private static boolean isStarted(FakeAthena athena, String sql) {
    return athena.started().stream().anyMatch(query -> query.queryString().contains(sql));
  }
}
