package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one window's snapshots. A snapshot belongs into its day's own folder, where the
 * history table finds it. While another one of the day may be shown from there, the new one is
 * rewritten apart, shown from there, and only then put in the place of the other: at no time does
 * the window's table show a part of a snapshot.
 */
final class SnapshotFiles {

  private static final Pattern DAY = Pattern.compile("day=(\\d{4}-\\d{2}-\\d{2})/.+");

  private final DataLake dataLake;
  private final Run run;
  private final SecondaryAggregation window;

  SnapshotFiles(DataLake dataLake, Run run, SecondaryAggregation window) {
    this.dataLake = dataLake;
    this.run = run;
    this.window = window;
  }

  /** Where a snapshot's files are to be found. */
  Folder of(Snapshot snapshot) {
    return snapshot.rewritten() ? rewritten(snapshot.attempt()).day(run.day()) : own();
  }

  /** Whether there is anything in the place of the run's day. */
  boolean anyInPlace() {
    return !dataLake.list(own()).isEmpty();
  }

  /**
   * Makes room for a snapshot, and says what its statements write.
   *
   * @param partitions the number of source partitions
   */
  List<Part> parts(Snapshot snapshot, Attempt attempt, int partitions) {
    if (!snapshot.rewritten()) {
      dataLake.empty(own());
    }
    return Part.of(
        attempt,
        window.targetTable(),
        run.day(),
        partitions,
        of(snapshot),
        rewritten(attempt.id()).child("parts"));
  }

  /** Puts what the statements wrote together where the snapshot is to be found. */
  void join(WindowPlan plan) {
    Part.join(dataLake, plan.parts(), of(plan.snapshot()));
  }

  /**
   * Checks a snapshot. A query of an older attempt that ends late writes beside the files of a
   * newer one.
   *
   * @param partitions the number of source partitions
   * @throws StageException when the files are not what they must be
   */
  void check(Snapshot snapshot, int partitions) {
    Folder folder = of(snapshot);
    PartitionFiles files = PartitionFiles.check(folder, dataLake.list(folder), partitions);
    files.problem().ifPresent(this::fail);
    if (files.count() == 0) {
      requireNoUsers(snapshot.days());
    }
  }

  /** Puts a snapshot that was rewritten in the place of the earlier one. */
  void replace(Snapshot snapshot) {
    dataLake.empty(own());
    dataLake.copy(of(snapshot), own());
  }

  /** Removes what was rewritten, now or by attempts that came to nothing, but what is shown. */
  void tidy(Snapshot shown) {
    Folder kept = of(shown);
    dataLake.empty(
        run.snapshotsOf(window).child("rewritten"), key -> !key.startsWith(kept.prefix()));
  }

  /** Removes what one attempt has rewritten. */
  void tidy(UUID attempt) {
    dataLake.empty(rewritten(attempt));
  }

  /** A user of a day is a user of every window that has the day. */
  private void requireNoUsers(DayRange days) {
    Folder daily = run.dailyFolder();
    dataLake
        .keys(daily.bucket(), daily.key("day="))
        .map(key -> DAY.matcher(key.substring(daily.prefix().length())))
        .filter(Matcher::matches)
        .map(day -> LocalDate.parse(day.group(1)))
        .filter(days::contains)
        .findFirst()
        .ifPresent(
            day ->
                fail(
                    "the window %s has no users, but its day %s has"
                        .formatted(window.columnSuffix(), day)));
  }

  private void fail(String problem) {
    throw new StageException(Stage.WINDOW_AGGREGATION, run.day(), problem);
  }

  private Folder own() {
    return run.snapshotsOf(window).day(run.day());
  }

  private Folder rewritten(UUID attempt) {
    return run.snapshotsOf(window).child("rewritten").child(attempt.toString());
  }
}
