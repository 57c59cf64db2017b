package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The markers of one window's snapshots. A snapshot is first <em>written</em> (its files are
 * complete and checked), then <em>published</em> (the table shows it). A snapshot counts only while
 * all the days that it sums are done and none of them was done again since.
 */
final class SnapshotMarkers {

  private static final String WRITTEN = "_WRITTEN_";

  private final DataLake dataLake;
  private final Folder folder;
  private final DailyMarkers dailies;
  private final NavigableSet<LocalDate> published;

  /**
   * @param folder where the window's snapshots lie
   * @param dailies what the snapshots are made from
   */
  SnapshotMarkers(DataLake dataLake, Folder folder, DailyMarkers dailies) {
    this.dataLake = dataLake;
    this.folder = folder;
    this.dailies = dailies;
    this.published = dataLake.markers(folder, Folder.SUCCESS).navigableKeySet();
  }

  /** The snapshot that was published for a day. */
  Optional<Snapshot> published(LocalDate day) {
    return published.contains(day) ? read(folder.successKey(day), day) : Optional.empty();
  }

  /** The snapshot that was written, but perhaps not published, for a day. */
  Optional<Snapshot> written(LocalDate day) {
    return read(writtenKey(day), day);
  }

  /** The newest snapshot before a day. */
  Optional<Snapshot> before(LocalDate day) {
    return Optional.ofNullable(published.lower(day)).flatMap(this::published);
  }

  /** Whether a snapshot of a later day was published. */
  boolean hasNewerThan(LocalDate day) {
    return published.higher(day) != null;
  }

  void markWritten(Snapshot snapshot) {
    write(writtenKey(snapshot.days().to()), snapshot);
  }

  void markPublished(Snapshot snapshot) {
    write(folder.successKey(snapshot.days().to()), snapshot);
    dataLake.delete(folder.bucket(), writtenKey(snapshot.days().to()));
  }

  /** Forgets what was known of a day's snapshot. */
  void forget(LocalDate day) {
    dataLake.delete(folder.bucket(), writtenKey(day));
    dataLake.delete(folder.bucket(), folder.successKey(day));
  }

  private void write(String key, Snapshot snapshot) {
    dataLake.write(folder.bucket(), key, Json.write(snapshot));
  }

  private String writtenKey(LocalDate day) {
    return folder.key(WRITTEN + day);
  }

  private Optional<Snapshot> read(String key, LocalDate day) {
    try {
      return dataLake
          .read(folder.bucket(), key)
          .map(text -> Json.read(text, Snapshot.class, key))
          .filter(snapshot -> snapshot.days().to().equals(day))
          .filter(snapshot -> snapshot.daysState().equals(dailies.state(snapshot.days())));
    } catch (InvalidInputException e) {
      return Optional.empty(); // a marker that this job did not write: the snapshot is made anew
    }
  }
}
