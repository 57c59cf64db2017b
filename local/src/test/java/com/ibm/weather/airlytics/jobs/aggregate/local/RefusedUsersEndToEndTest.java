package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users whom the user DB would refuse, from the raw events to the user DB. */
class RefusedUsersEndToEndTest {

  private static final LocalDate DAY = LocalDate.parse("2021-06-02");

  @TempDir private Path folder;

  @Test
  void theyStopTheImportUntilTheirEventsAreCorrected() throws Exception {
    SampleOptions sample = new SampleOptions(DAY.minusDays(1), 2, 20, 40, 4, 7);
    try (JobFixture job = JobFixture.start(folder, sample)) {
      job.addEvents(DAY, "x".repeat(65), 5);

      JobResult result = job.run(DAY.plusDays(1));

      assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
      assertThat(result.stages().get(3).message())
          .contains("; set apart: 1 user with an id of more than 64 characters (s3://")
          .endsWith("for example xxxx... of 65 characters");
      assertThat(job.imports()).isEmpty();
      assertThat(job.userDbUsers()).isEmpty();
      List<String> refused =
          job.dataObjects().stream()
              .filter(object -> object.contains("summary=refused-long-ids"))
              .toList();
      assertThat(refused).hasSize(1);

      job.removeAddedEvents(DAY);
      assertThat(job.runStage("DailyAggregation", DAY.plusDays(1), DAY).exitCode()).isZero();
      assertThat(job.run(DAY.plusDays(1)).exitCode()).isZero();
      assertThat(Files.exists(Path.of(refused.get(0)))).isFalse();
      job.output().requireEverythingUpTo(DAY);
    }
  }
}
