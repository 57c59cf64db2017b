package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.local.HurriedTime;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run of the whole job in a thread of this process, whose waits are short. */
final class RunInProcess {

  private static final int PATIENCE_SECONDS = 120;

  private final JobExecutionService service;
  private final CompletableFuture<JobResult> result = new CompletableFuture<>();

  private RunInProcess(Map<String, String> environment) {
    service =
        new JobExecutionService(environment, new Progress(), RunListener.NONE, LeaseTimes.STANDARD, new HurriedTime());
  }

  static RunInProcess start(Map<String, String> environment, LocalDate today) {
    RunInProcess run = new RunInProcess(environment);
    JobRequest request =
        new JobRequest(
            Optional.empty(),
            Optional.of(today),
            Optional.empty(),
            Optional.empty(),
            Instant.now());
    Thread thread =
        new Thread(
            () -> run.result.completeAsync(() -> run.service.execute(request), Runnable::run));
    thread.setDaemon(true);
    thread.setName("run");
    thread.start();
    return run;
  }

  boolean hasEnded() {
    return result.isDone();
  }

  /** Tells it to end, and waits until it has. */
  void cancel() {
    service.cancel();
    await();
  }

  private JobResult await() {
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError("the run has not ended", e);
    }
  }

  /** Waits until it has ended, which must be well. */
  void requireDone() {
    JobResult ended = await();
    if (ended.exitCode() != JobResult.DONE) {
      throw new AssertionError(ended.ending());
    }
  }
}
