package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The whole job meets another run of its aggregation: one that works, or one that is gone. */
class OneRunAtATimeTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");
  private static final SampleOptions SAMPLE = new SampleOptions(FIRST_DAY, 8, 20, 40, 4, 7);
  private static final String BUCKET = "airlytics-datalake-internal-prod";
  private static final String LEASE = "aggregations/ltv/HelloWorld/1d/_LEASE";

  /** In a process that shares its machine with many others, a renewal may take a while. */
  private static final LeaseTimes HURRIED =
      new LeaseTimes(
          Duration.ofMillis(200),
          Duration.ofSeconds(8),
          Duration.ofSeconds(12),
          Duration.ofSeconds(1));

  @TempDir private Path folder;

  private JobFixture job;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws Exception {
    job = JobFixture.start(folder, SAMPLE);
    environment = job.environment();
  }

  @AfterEach
  void stop() {
    job.close();
  }

  @Test
  void ofSeveralRunsAtTheSameMomentOneWorksAndTheOthersSayWhichOne() throws Exception {
    for (int days = 2; days < 5; days++) {
      LocalDate today = FIRST_DAY.plusDays(days);

      List<JobResult> results = runAtOnce(today);

      assertThat(results).extracting(JobResult::exitCode).containsOnly(JobResult.DONE);
      assertThat(results)
          .extracting(JobResult::ending)
          .containsOnlyOnce("The run is done: all days up to %s.".formatted(today.minusDays(1)))
          .allSatisfy(
              ending ->
                  assertThat(ending)
                      .matches(
                          "The run is done.*|There was nothing to do.*|Nothing was done: process"
                              + " \\d+ on \\S+ \\(run [0-9a-f-]{36}\\) holds the lease of this"
                              + " aggregation since \\S+Z\\."));
      job.awaitImports();
      job.output().requireEverythingUpTo(today.minusDays(1));
      assertThat(lease()).doesNotExist();
    }
    assertThat(job.imports()).hasSize(3);
  }

  private List<JobResult> runAtOnce(LocalDate today) throws Exception {
    Callable<JobResult> run = () -> run(today, Optional.empty());
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<JobResult> results = new ArrayList<>();
      for (Future<JobResult> result : threads.invokeAll(List.of(run, run, run))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theLeaseOfAProcessThatIsGoneIsWaitedForAndTakenOver() throws Exception {
    giveLeaseTo("process 17 on a-pod-that-was-killed");
    Instant renewed = Instant.now().minus(HURRIED.expiry()).plusSeconds(2);
    Files.setLastModifiedTime(lease(), FileTime.from(renewed));

    JobResult result = run(FIRST_DAY.plusDays(2), Optional.empty());

    assertThat(result.exitCode()).isEqualTo(JobResult.DONE);
    assertThat(result.path().toString()).contains("WaitForHolder", "StopEarlierQueries");
    job.output().requireEverythingUpTo(FIRST_DAY.plusDays(1));
    assertThat(lease()).doesNotExist();
  }

  @Test
  void aStageThatWasAskedForByNameFailsWhileAnotherRunIsAtWork() throws Exception {
    run(FIRST_DAY.plusDays(2), Optional.empty());
    giveLeaseTo("process 17 on pod");
    Thread renewing = renewing();
    try {
      JobResult result = run(FIRST_DAY.plusDays(2), Optional.of(Stage.EXPORT_CSV));

      assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
      assertThat(result.ending())
          .isEqualTo(
              "ExportCsv of 2021-06-02: process 17 on pod (run run-7) holds the lease of this"
                  + " aggregation since 2021-06-30T03:00:04Z; when that has ended start a new run, or redrive that one if it has failed");
    } finally {
      renewing.interrupt();
      renewing.join();
    }
    assertThat(lease()).content().contains("process 17 on pod");
  }

  /** What the other process does; each time another ETag. */
  private Thread renewing() {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int renewals = 1; true; renewals++) {
                  Thread.sleep(HURRIED.renewal().toMillis());
                  writeLease("process 17 on pod", renewals);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private JobResult run(LocalDate today, Optional<Stage> stage) {
    JobExecutionService service =
        new JobExecutionService(
            environment, new Progress(), RunListener.NONE, HURRIED, Time.system());
    return service.execute(
        new JobRequest(
            Optional.empty(),
            Optional.of(today),
            stage,
            Optional.empty(),
            Optional.empty(),
            Instant.now()));
  }

  private void giveLeaseTo(String process) {
    writeLease(process, 0);
  }

  private void writeLease(String process, int renewals) {
    try (AwsClients clients = new AwsClients(environment, "eu-west-1")) {
      clients
          .s3()
          .putObject(
              request -> request.bucket(BUCKET).key(LEASE),
              RequestBody.fromString(
                  """
              {"run": "run-7", "holder": "%s", "workGroup": "primary",
               "since": "2021-06-30T03:00:04Z", "renewals": %d, "leftWorkGroups": []}
              """
                      .formatted(process, renewals)));
    }
  }

  private Path lease() {
    return job.services().objects().resolve(BUCKET).resolve(LEASE);
  }
}
