package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import java.nio.file.Path;
import java.time.LocalDate;
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
      ObjectNode configuration = job.configuration().deepCopy();
      configuration.put("aggregatedValueType", "int");
      job.addEvents(FIRST_DAY, "rich", Integer.MAX_VALUE);
      assertThat(job.run(configuration, FIRST_DAY.plusDays(1)).exitCode()).isZero();
      job.addEvents(FIRST_DAY.plusDays(1), "rich", 1);

      JobResult result = job.run(configuration, FIRST_DAY.plusDays(2));

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
}
