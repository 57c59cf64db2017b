package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseHeldException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** One run at a time: what a run does and says that meets another, or loses its lease. */
class JobRunLeaseTest {

  private static final String HOLDER =
      "process 17 on pod (run 0f8f) holds the lease of this aggregation since 2021-07-01T03:00:04Z";
  private static final LeaseTimes HURRIED =
      new LeaseTimes(
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(20));

  private final Log log = Log.capture();
  private final FakeAthena athena = FakeAthena.where(Script.succeeds());
  private final List<String> phases = new CopyOnWriteArrayList<>();
  private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
  private final FakeFunctions functions = new FakeFunctions("2021-06-30");

  JobRunLeaseTest() {
    for (String phase : List.of("prepare", "clear", "complete", "release")) {
      functions.before("CheckLastDay " + phase, request -> phases.add(phase));
    }
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aRunTakesTheLeaseBeforeItLooksAtTablesAndGivesItBackAtItsEnd() {
    leaseIs(FakeFunctions.lease("TAKEN", ""));

    JobResult result = run(noStepFunctions());

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(phases).containsExactly("prepare", "lease", "complete", "release");
    assertThat(result.path().toString()).contains("TakeLease", "ReleaseLease");
  }

  @Test
  void aRunTellsWhoItIs() {
    functions.before(
        "CheckLastDay prepare",
        request -> {
          assertThat(request.path("executionName").asText()).isEqualTo("run-1");
          assertThat(request.path("holder").asText())
              .matches("process %d on \\S.*".formatted(ProcessHandle.current().pid()));
          assertThat(request.path("workGroup").asText()).isEqualTo("primary");
          phases.add("it is asked");
        });

    assertThat(run(noStepFunctions()).exitCode()).isEqualTo(JobResult.DONE);
    assertThat(phases).contains("it is asked");
  }

  @Test
  void aRunThatMeetsAnotherEndsWellAndSaysWhoDoesTheWork() {
    leaseIs(FakeFunctions.lease("HELD", HOLDER));

    JobResult result = run(noStepFunctions());

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(result.ending()).isEqualTo("Nothing was done: " + HOLDER + ".");
    assertThat(athena.calls()).isEmpty();
    assertThat(phases).containsExactly("prepare", "lease", "release");
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void aRunThatWasAskedForByNameFailsWithThatAtOnce() {
    functions.on(
        "CheckLastDay lease",
        request -> {
          phases.add("lease");
          throw new LeaseHeldException("ExportCsv of 2021-06-30: " + HOLDER);
        });

    JobResult result = run(noStepFunctions());

    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(result.ending()).isEqualTo("ExportCsv of 2021-06-30: " + HOLDER);
    assertThat(athena.calls()).isEmpty();
    assertThat(Collections.frequency(phases, "lease")).isEqualTo(1);
  }

  @Test
  void aLaterStageOfARunThatLostTheLeaseFailsWithThatAtOnce() {
    functions.on(
        "ExportCsv prepare",
        request -> {
          phases.add("csv");
          throw new LeaseHeldException("ExportCsv of 2021-06-30: " + HOLDER);
        });

    JobResult result = run(noStepFunctions());

    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(result.ending()).isEqualTo("ExportCsv of 2021-06-30: " + HOLDER);
    assertThat(Collections.frequency(phases, "csv")).isEqualTo(1);
  }

  @Test
  void aRunSaysThatItWaitsForAProcessAndFromWhomItTookTheLease() {
    leaseIs(
        FakeFunctions.lease("LOOK_AGAIN", "waiting whether process 17 is gone"),
        FakeFunctions.lease("LOOK_AGAIN", "waiting whether process 17 is gone"),
        FakeFunctions.lease("TAKEN_OVER", "took the lease over from process 17"));

    JobResult result = run(noStepFunctions());

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(phases)
        .containsExactly("prepare", "lease", "lease", "lease", "clear", "complete", "release");
    assertThat(log.lines())
        .startsWith(
            "INFO   waiting whether process 17 is gone",
            "INFO   waiting whether process 17 is gone",
            "INFO   took the lease over from process 17");
    assertThat(seen.get(0)).isEmpty();
    assertThat(seen.get(1).path("eTag").asText()).isEqualTo("tag");
  }

  @Test
  void aRunAsksStepFunctionsHowAnExecutionIsDoing() {
    leaseIs(FakeFunctions.lease("DESCRIBE", ""), FakeFunctions.lease("HELD", HOLDER));

    assertThat(run(stepFunctions(() -> "RUNNING")).exitCode()).isEqualTo(JobResult.DONE);

    assertThat(seen.get(1).path("eTag").asText()).isEqualTo("tag");
    assertThat(seen.get(1).path("status").asText()).isEqualTo("RUNNING");
  }

  @Test
  void anExecutionThatDoesNotExistIsGone() {
    leaseIs(FakeFunctions.lease("DESCRIBE", ""), FakeFunctions.lease("TAKEN_OVER", ""));

    JobResult result =
        run(
            stepFunctions(
                () -> {
                  throw ExecutionDoesNotExistException.builder().message("no such").build();
                }));

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(seen.get(1).path("eTag").asText()).isEqualTo("tag");
    assertThat(seen.get(1).path("status").asText()).isEqualTo("GONE");
  }

  @Test
  void anExecutionThatMayNotBeDescribedFailsTheRunWithTheReason() {
    leaseIs(FakeFunctions.lease("DESCRIBE", ""));

    JobResult result =
        run(
            stepFunctions(
                () -> {
                  throw SfnException.builder()
                      .message("not authorized to perform: states:DescribeExecution")
                      .build();
                }));

    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(log.lines())
        .last()
        .asString()
        .isEqualTo(
            "ERROR CheckLastDay (DescribeHolder) failed: Sfn.SfnException: not authorized to"
                + " perform: states:DescribeExecution");
    assertThat(athena.calls()).isEmpty();
  }

  @Test
  void aRunWhoseLeaseAnotherHasIsStoppedAndSaysSo() throws Exception {
    functions.on(
        "CheckLastDay renew",
        request -> "{\"held\": false, \"message\": \"%s\"}".formatted(HOLDER));

    JobResult result = runUntilStopped();

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

    JobResult result = runUntilStopped();

    assertThat(result.ending())
        .isEqualTo(
            "The run was stopped, since its lease could not be renewed for 0.2 s: S3 is away. The"
                + " next run carries on where this one stopped.");
    assertThat(log.lines()).contains("WARN The lease could not be renewed: S3 is away");
  }

  private JobResult runUntilStopped() throws Exception {
    FakeAthena forEver = FakeAthena.where(Script.runsForEver());
    JobRun run = JobRuns.run(JobRuns.services(forEver, functions), HURRIED, new FrozenTime());
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

    assertThat(run(noStepFunctions()).exitCode()).isEqualTo(JobResult.FAILED);
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

  private JobResult run(SfnClient stepFunctions) {
    RunServices services = new RunServices(athena, () -> stepFunctions, functions.handlers());
    return JobRuns.run(services, LeaseTimes.STANDARD, new FrozenTime())
        .execute(JobRuns.INPUT, FrozenTime.NOW);
  }

  /** The answers to the phase {@code lease} in turn; the last one for good. */
  private void leaseIs(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    functions.on(
        "CheckLastDay lease",
        request -> {
          phases.add("lease");
          seen.add(request.path("seen"));
          return left.size() > 1 ? left.poll() : left.peek();
        });
  }

  private static SfnClient noStepFunctions() {
    return stepFunctions(
        () -> {
          throw new IllegalStateException("nobody should ask for Step Functions");
        });
  }

  private static SfnClient stepFunctions(Supplier<String> status) {
    return new SfnClient() {
      @Override
      public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
        assertThat(request.executionArn()).isEqualTo("arn:aws:states:any");
        return DescribeExecutionResponse.builder().status(status.get()).build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }
}
