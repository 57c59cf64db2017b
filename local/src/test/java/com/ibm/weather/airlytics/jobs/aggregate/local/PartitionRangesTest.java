package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As many source partitions as one statement can write, one more, and many more. Statements of a
 * daily run: what the stages need, and for each range of partitions one to write and one to drop
 * for the day and each of the four windows.
 */
class PartitionRangesTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} partitions")
  @CsvSource({"100, 20, 8", "101, 30, 13", "250, 40, 18"})
  void allPartitionsAreWrittenAndShown(int partitions, int statements, int dataStatements)
      throws Exception {
    SampleOptions sample =
        new SampleOptions(FIRST_DAY, 3, partitions + 60, partitions + 400, partitions, 7);
    try (JobFixture job = JobFixture.start(folder, sample)) {
      int lastPartition = partitions - 1;
      job.addEvents(lastPartition, FIRST_DAY, "moves-back", 7);
      job.addEvents(0, FIRST_DAY.plusDays(1), "moves-back", 11);
      job.addEvents(0, FIRST_DAY, "moves-on", 13);
      job.addEvents(lastPartition, FIRST_DAY.plusDays(2), "moves-on", 17);

      assertThat(job.run(FIRST_DAY.plusDays(2)).exitCode()).isZero();
      JobResult daily = job.run(FIRST_DAY.plusDays(3));

      assertThat(daily.exitCode()).isZero();
      job.output().requireDailyAggregates(FIRST_DAY.plusDays(2));
      job.output().requireEverythingUpTo(FIRST_DAY.plusDays(2));
      assertThat(sum(daily.stages().stream().map(StageFigures::statements).toList()))
          .isEqualTo(statements);
      assertThat(sum(daily.stages().stream().map(StageFigures::dataStatements).toList()))
          .isEqualTo(dataStatements);
      assertThat(job.dataObjects()).noneMatch(object -> object.contains("/parts/"));
    }
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}
