package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleDays;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

/**
 * A first run over days that nobody has aggregated. Few events, since what is of interest is what
 * grows with the days.
 */
public final class FirstRun {

  private static final SampleSize SIZE = new SampleSize(200, 300, 4);

  private FirstRun() {}

  /**
   * Makes the days, runs the job and deletes all.
   *
   * @param folder where all data lies meanwhile
   */
  public static JobRun over(int days, Path folder)
      throws IOException, InterruptedException, SQLException {
    Folders.delete(folder);
    LocalDate today = PreparedDay.DAY;
    LocalDate firstDay = today.minusDays(days);
    try (EmbeddedJob job =
        new EmbeddedJob(
            folder.resolve("services"),
            Duration.ZERO,
            configuration -> {
              configuration.put("historyStartDay", firstDay.toString());
              configuration.put("sourcePartitions", SIZE.partitions());
            })) {
      try (SampleDays sample = new SampleDays(SIZE, folder.resolve("spill"))) {
        for (int day = 0; day < days; day++) {
          sample.writeEvents(firstDay.plusDays(day), job.rawEvents());
        }
      }
      job.install(firstDay, today.minusDays(1));
      return job.run(today);
    } finally {
      Folders.delete(folder);
    }
  }

  /** Its figures, in which a chapter finds what another has measured. */
  public static Map<String, Double> figures(int days, JobRun run) {
    return Map.of(
        statements(days), (double) run.figures().statements(), seconds(days), run.seconds());
  }

  /** The name of the number of its statements. */
  public static String statements(int days) {
    return "growth.days.%d.statements".formatted(days);
  }

  /** The name of the time that it took. */
  public static String seconds(int days) {
    return "growth.days.%d.seconds".formatted(days);
  }
}
