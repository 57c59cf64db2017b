package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1000);
  private final Progress progress = new Progress(nanoTime::get);

  @Test
  void aRunThatHasJustBegunGetsOn() {
    assertThat(progress.hang()).isEmpty();
  }

  @Test
  void aRunOfWhichNothingIsHeardHangs() {
    pass(Progress.LONGEST_SILENCE);
    assertThat(progress.hang()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(progress.hang())
        .hasValueSatisfying(
            hang -> {
              assertThat(hang).hasToString("the run has given no sign of life for 5 min 01 s");
              assertThat(hang.stackTrace()).isEmpty();
            });
    progress.goOn();
    assertThat(progress.hang()).isEmpty();
  }

  @Test
  void workThatGoesOnGetsOnHoweverLongItTakes() {
    progress.begin("a long backfill");
    for (int minute = 0; minute < 60; minute++) {
      pass(Duration.ofMinutes(1));
      progress.goOn();
    }
    assertThat(progress.hang()).isEmpty();
  }

  @Test
  void oneThreadThatIsStuckIsAHangWhateverTheOthersDo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> stuck =
        CompletableFuture.runAsync(() -> progress.during("ExportCsv", () -> await(release)));
    Eventually.until("it is at work", () -> !progress.works().isEmpty());
    pass(Duration.ofMinutes(4));
    progress.begin("DailyAggregation");
    pass(Duration.ofMinutes(2));
    progress.goOn();
    assertThat(progress.hang())
        .hasValueSatisfying(
            hang -> {
              assertThat(hang).hasToString("ExportCsv has given no sign of life for 6 min 00 s");
              assertThat(hang.stackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("await"));
            });
    release.countDown();
    stuck.get(20, TimeUnit.SECONDS);
    assertThat(progress.hang()).isEmpty();
    assertThat(progress.works()).containsExactly("DailyAggregation");
  }

  @Test
  void aQueryThatIsLookedAtGetsOnAndOneWhoseStartIsNotAnsweredDoesNot() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (FakeAws aws = new FakeAws().queriesAre("RUNNING");
        AwsClients clients =
            new AwsClients(
                Map.of(
                    "AWS_ENDPOINT_URL", aws.endpoint(),
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret"),
                "eu-west-1",
                progress)) {
      JobRun run =
          new JobRun(
              "run-1",
              JobRuns.services(clients.athena(), new FakeFunctions("2021-06-30")),
              progress,
              FiguresListener.NONE,
              LeaseTimes.STANDARD);
      CompletableFuture<JobResult> result =
          CompletableFuture.supplyAsync(
              () -> run.execute(Json.MAPPER.createObjectNode(), FrozenTime.NOW));
      for (int step = 0; step < 3; step++) {
        int looks = aws.requests("GetQueryExecution").size();
        Eventually.until(
            "the query is looked at", () -> aws.requests("GetQueryExecution").size() > looks + 1);
        pass(Duration.ofMinutes(4));
        assertThat(progress.hang()).isEmpty();
      }
      aws.holdAnswers(answer);
      aws.queriesAre("SUCCEEDED");
      Eventually.until(
          "the next query is started", () -> aws.requests("StartQueryExecution").size() == 2);
      pass(Duration.ofMinutes(6));
      assertThat(progress.hang())
          .hasValueSatisfying(
              hang ->
                  assertThat(hang.work())
                      .isEqualTo("DailyAggregation of 2021-06-30 (DayStatement)"));
      run.cancel();
      answer.countDown();
      assertThat(result.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
      assertThat(progress.works()).isEmpty();
    }
  }

  @Test
  void aRequestThatKeepsTheLeaseIsNoSignOfLife() throws Exception {
    try (FakeAws aws = new FakeAws().object("bucket/_LEASE", "{}");
        AwsClients clients =
            new AwsClients(
                Map.of(
                    "AWS_ENDPOINT_URL", aws.endpoint(),
                    "AWS_ACCESS_KEY_ID", "key",
                    "AWS_SECRET_ACCESS_KEY", "secret"),
                "eu-west-1",
                progress)) {
      pass(Duration.ofMinutes(6));
      clients.s3().getObjectAsBytes(request -> request.bucket("bucket").key("_LEASE"));
      assertThat(progress.hang()).as("a thread that does no work of the run").isPresent();

      progress.during(
          "ExportCsv",
          () -> clients.s3().getObjectAsBytes(request -> request.bucket("bucket").key("_LEASE")));
      assertThat(progress.hang()).isEmpty();
    }
  }

  @Test
  void aStateIsAtWorkWhileItsFunctionIs() {
    CountDownLatch seen = new CountDownLatch(1);
    FakeFunctions functions =
        new FakeFunctions("2021-06-30")
            .before(
                "ExportCsv prepare",
                request -> {
                  assertThat(progress.works())
                      .containsExactly("ExportCsv of 2021-06-30 (PrepareCsv)");
                  seen.countDown();
                });
    JobRun run =
        new JobRun(
            "run-1",
            JobRuns.services(FakeAthena.where(Script.succeeds()), functions),
            progress,
            FiguresListener.NONE,
            LeaseTimes.STANDARD,
            new FrozenTime(),
            () -> 0L);
    run.execute(Json.MAPPER.createObjectNode(), FrozenTime.NOW);
    assertThat(seen.getCount()).isZero();
  }

  private void pass(Duration duration) {
    nanoTime.addAndGet(duration.toNanos());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
