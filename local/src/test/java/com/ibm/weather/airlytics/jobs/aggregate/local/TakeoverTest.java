package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking over an installation of the job that was there before, while its tables are read. */
class TakeoverTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");
  private static final LocalDate LAST_DAY = LocalDate.parse("2021-06-09");

  @TempDir private Path folder;

  @Test
  void itsDaysAreUsedAsTheyAreAndItsTablesShowItsWindowsUntilTheyShowOurs() throws Exception {
    try (JobFixture job = JobFixture.start(folder, sample(11))) {
      LegacyInstallation.install(job, FIRST_DAY, LAST_DAY);
      List<String> dailies = dailyFiles(job);

      JobResult taken = runWhileRead(job, LAST_DAY, LAST_DAY.plusDays(1));

      assertThat(taken.exitCode()).isZero();
      job.output().requireEverythingUpTo(LAST_DAY.plusDays(1));
      assertThat(dailyFiles(job)).containsAll(dailies);

      JobResult next = runWhileRead(job, LAST_DAY.plusDays(1), LAST_DAY.plusDays(2));

      assertThat(next.exitCode()).isZero();
      job.output().requireEverythingUpTo(LAST_DAY.plusDays(2));
      assertThat(next.stages().stream().mapToInt(StageFigures::statements).sum()).isEqualTo(20);
    }
  }

  @Test
  void theDayThatItHasDoneLastIsShownAnewWithoutAMomentInWhichATableIsEmpty() throws Exception {
    try (JobFixture job = JobFixture.start(folder, sample(9))) {
      LegacyInstallation.install(job, FIRST_DAY, LAST_DAY);
      List<String> dailies = dailyFiles(job);

      JobResult taken = runWhileRead(job, LAST_DAY, LAST_DAY);

      assertThat(taken.exitCode()).isZero();
      job.output().requireEverythingUpTo(LAST_DAY);
      assertThat(dailyFiles(job)).isEqualTo(dailies);
    }
  }

  private static SampleOptions sample(int days) {
    return new SampleOptions(FIRST_DAY, days, 60, 200, 4, 7);
  }

  private static JobResult runWhileRead(JobFixture job, LocalDate shown, LocalDate lastDay)
      throws Exception {
    List<TableReader> readers = new ArrayList<>();
    try (Oracle oracle = job.oracle()) {
      for (String table : LegacyInstallation.windowTables()) {
        readers.add(TableReader.of(job.services(), table));
      }
      JobResult result = job.run(lastDay.plusDays(1));
      List<Integer> windows = List.of(7, 30, 365, 36500);
      for (int index = 0; index < readers.size(); index++) {
        readers
            .get(index)
            .requireOnly(
                oracle, window(windows.get(index), shown), window(windows.get(index), lastDay));
      }
      return result;
    } finally {
      readers.forEach(TableReader::close);
    }
  }

  private static String window(int days, LocalDate day) {
    LocalDate from = day.minusDays(days - 1L);
    return Oracle.days(from.isBefore(FIRST_DAY) ? FIRST_DAY : from, day);
  }

  private static List<String> dailyFiles(JobFixture job) throws Exception {
    return job.dataObjects().stream().filter(object -> object.contains("/1d/day=")).toList();
  }
}
