package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that loses its lease stops; one that ends otherwise than well gives it back. */
class JobRunLosesLeaseTest {

  private static final String HOLDER =
      "process 17 on pod (run 0f8f) holds the lease of this aggregation since 2021-07-01T03:00:04Z";
  private static final LeaseTimes IMPATIENT = renewingSoon(Duration.ofSeconds(1));
  private static final LeaseTimes PATIENT = renewingSoon(Duration.ofMinutes(1));

  private final Log log = Log.capture();
  private final List<String> phases = new CopyOnWriteArrayList<>();
  private final FakeFunctions functions =
      new FakeFunctions("2021-06-30")
          .before("CheckLastDay release", request -> phases.add("release"));

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aRunWhoseLeaseAnotherHasIsStoppedAndSaysSo() throws Exception {
    functions.on(
        "CheckLastDay renew",
        request -> "{\"held\": false, \"message\": \"%s\"}".formatted(HOLDER));

    JobResult result = runUntilStopped(PATIENT);

    assertThat(result.ending())
        .isEqualTo(
            "The run was stopped, since its lease is no longer its own: "
                + HOLDER
                + ". The next run carries on where this one stopped.");
  }

  @Test
  void aRunWhoseLeaseCannotBeRenewedIsStoppedAndSaysSo() throws Exception {
    functions.on(
        "CheckLastDay renew",
        request -> {
          throw new IllegalStateException("S3 is away");
        });

    JobResult result = runUntilStopped(IMPATIENT);

    assertThat(result.ending())
        .isEqualTo(
            "The run was stopped, since its lease could not be renewed for 1.0 s: S3 is away. The"
                + " next run carries on where this one stopped.");
    assertThat(log.lines()).contains("WARN The lease could not be renewed: S3 is away");
  }

  private static LeaseTimes renewingSoon(Duration patience) {
    return new LeaseTimes(
        Duration.ofMillis(10), patience, patience.multipliedBy(2), Duration.ofMillis(20));
  }

  private JobResult runUntilStopped(LeaseTimes times) throws Exception {
    FakeAthena forEver = FakeAthena.where(Script.runsForEver());
    JobRun run = JobRuns.run(JobRuns.services(forEver, functions), times, new FrozenTime());
    JobResult result =
        CompletableFuture.supplyAsync(() -> run.execute(JobRuns.INPUT, FrozenTime.NOW))
            .get(30, TimeUnit.SECONDS);
    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(forEver.calls())
        .filteredOn(call -> call.startsWith("St"))
        .as("what was started was stopped")
        .isIn(List.of("Start query-1", "Stop query-1"), List.of());
    assertThat(phases).endsWith("release");
    return result;
  }

  @Test
  void aRunThatFailsGivesTheLeaseBack() {
    functions.on(
        "ExportCsv complete",
        request -> {
          throw new IllegalStateException("no CSV file was written");
        });

    assertThat(JobRuns.run(functions, Script.succeeds()).exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(phases).containsOnlyOnce("release").endsWith("release");
  }

  @Test
  void aRunThatIsCancelledStopsItsQueryAndGivesTheLeaseBack() throws Exception {
    FakeAthena forEver = FakeAthena.where(Script.runsForEver());
    JobRun run = JobRuns.run(forEver, functions);
    functions.before(
        "CheckLastDay release", request -> assertThat(forEver.calls()).endsWith("Stop query-1"));
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> run.execute(JobRuns.INPUT, FrozenTime.NOW));
    Eventually.until("a query runs", () -> forEver.calls().contains("Get query-1"));

    run.cancel();

    assertThat(result.get(30, TimeUnit.SECONDS).ending()).isEqualTo(JobRun.STOPPED);
    assertThat(phases).containsOnlyOnce("release").endsWith("release");
  }
}
