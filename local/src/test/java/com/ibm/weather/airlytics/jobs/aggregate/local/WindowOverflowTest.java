package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** A sum that fits for each day, but not for a window. */
class WindowOverflowTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  @TempDir private Path folder;

  @Test
  void failsTheRunAndSaysForWhichWindowAndDay() throws Exception {
    try (JobFixture job = JobFixture.start(folder, JobFixture.smallSample(FIRST_DAY, 2))) {
      job.configuration().put("aggregatedValueType", "int");
      job.addEvents(FIRST_DAY, "rich", Integer.MAX_VALUE);
      assertThat(job.run(FIRST_DAY.plusDays(1)).exitCode()).isZero();
      job.addEvents(FIRST_DAY.plusDays(1), "rich", 1);

      JobResult result = runInAHurry(job, FIRST_DAY.plusDays(2));

      assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
      assertThat(result.ending()).contains("failed at WindowAggregation of 2021-06-02");
      try (AthenaQueries athena = new AthenaQueries(job.services())) {
        assertThat(athena.newest())
            .filteredOn(query -> query.status().state() == QueryExecutionState.FAILED)
            .isNotEmpty()
            .allSatisfy(
                query -> {
                  assertThat(query.query()).containsPattern("_(7d|30d|365d|total)_tmp_20210602_");
                  assertThat(query.status().stateChangeReason()).contains("2147483648");
                });
      }
    }
  }

  /** Without the half minute that the retries of a stage wait. */
  private static JobResult runInAHurry(JobFixture job, LocalDate today) throws Exception {
    return new JobExecutionService(
            job.environment(),
            new Progress(),
            RunListener.NONE,
            LeaseTimes.STANDARD,
            new HurriedTime())
        .execute(JobRequest.wholeJob(Optional.empty(), Optional.of(today), Instant.now()));
  }
}
