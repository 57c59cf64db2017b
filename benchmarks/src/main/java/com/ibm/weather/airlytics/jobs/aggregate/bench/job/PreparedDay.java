package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleDays;
import com.ibm.weather.airlytics.jobs.aggregate.bench.sample.SampleSize;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * An installation on the eve of a normal run: raw events of one day, thirty days before it that
 * were aggregated earlier, and the snapshots of the day before. The day can be run any number of
 * times.
 */
public final class PreparedDay implements AutoCloseable {

  /** The day with raw events. */
  public static final LocalDate DAY = LocalDate.of(2021, 7, 1);

  /** As long as the longest window that loses days. */
  public static final int HISTORY_DAYS = 30;

  private final Path folder;
  private final EmbeddedJob job;
  private List<SavedFolder> saved = List.of();
  private boolean fresh = true;

  private PreparedDay(Path folder, SampleSize size, Duration planning, Consumer<ObjectNode> changes)
      throws IOException {
    this.folder = folder;
    this.job =
        new EmbeddedJob(
            folder.resolve("services"),
            planning,
            configuration -> {
              configuration.put("historyStartDay", firstDay().toString());
              configuration.put("sourcePartitions", size.partitions());
              changes.accept(configuration);
            });
  }

  private static LocalDate firstDay() {
    return DAY.minusDays(HISTORY_DAYS);
  }

  /**
   * Makes the data, and has the job do the day before.
   *
   * @param changes what differs from the documented configuration
   * @param progress told what is being made
   */
  public static PreparedDay prepare(
      Path folder, SampleSize size, Consumer<ObjectNode> changes, Consumer<String> progress)
      throws IOException, SQLException {
    return prepare(folder, size, Duration.ZERO, changes, progress);
  }

  /**
   * The same with queries that take a while.
   *
   * @param planning how long each runs before it reads or writes anything
   */
  public static PreparedDay prepare(
      Path folder,
      SampleSize size,
      Duration planning,
      Consumer<ObjectNode> changes,
      Consumer<String> progress)
      throws IOException, SQLException {
    Folders.delete(folder);
    PreparedDay prepared = new PreparedDay(folder, size, planning, changes);
    try {
      prepared.make(size, progress);
      return prepared;
    } catch (IOException | SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private void make(SampleSize size, Consumer<String> progress) throws IOException, SQLException {
    try (SampleDays days = new SampleDays(size, folder.resolve("spill"))) {
      progress.accept("raw events of a day");
      days.writeEvents(DAY, job.rawEvents());
      progress.accept("daily aggregates of %d days".formatted(HISTORY_DAYS));
      for (int before = 1; before <= HISTORY_DAYS; before++) {
        days.writeAggregates(DAY.minusDays(before), job.dailyFolder());
      }
    }
    job.install(firstDay(), DAY);
    progress.accept("snapshots of the day before");
    job.runHere(DAY);
    saved =
        List.of(
            SavedFolder.save(
                job.objects().resolve(job.configuration().targetS3Bucket()),
                folder.resolve("saved-data-lake")),
            SavedFolder.save(
                job.objects().resolve(job.configuration().csvOutputBucket()),
                folder.resolve("saved-csv")));
  }

  /** Runs the job for the day, as if it had never been run, in a process of its own. */
  public JobRun run() throws IOException, InterruptedException {
    restore();
    fresh = false;
    return job.run(DAY.plusDays(1));
  }

  /** Runs it in this process. */
  public StatementRuns runHere() throws IOException {
    restore();
    fresh = false;
    return job.runHere(DAY.plusDays(1));
  }

  /** Makes everything what it was before the first run. */
  public void restore() throws IOException {
    if (fresh) {
      return;
    }
    for (SavedFolder part : saved) {
      part.restore();
    }
    try (AthenaSession athena = job.athena()) {
      for (SecondaryAggregation window : job.configuration().secondaryAggregations()) {
        athena.run(
            "ALTER TABLE `%s`.`%s` SET LOCATION '%s'"
                .formatted(
                    job.configuration().destAthenaDb(),
                    window.targetTable(),
                    job.uri(snapshots(window).resolve("day=" + DAY.minusDays(1)))));
      }
    }
    fresh = true;
  }

  /** The folder of a window's snapshots. */
  public Path snapshots(SecondaryAggregation window) {
    return job.target(window.targetFolder());
  }

  /** The bytes of the day's raw events. */
  public long rawBytes() throws IOException {
    return Folders.bytes(job.rawEvents());
  }

  public EmbeddedJob job() {
    return job;
  }

  /** A folder for what else has to be written. */
  public Path scratch(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    job.close();
  }
}
