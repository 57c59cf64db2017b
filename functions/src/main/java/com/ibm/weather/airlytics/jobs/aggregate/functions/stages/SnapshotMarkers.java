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
  private final NavigableSet<LocalDate> written;

  /**
   * @param folder where the window's snapshots lie
   * @param dailies what the snapshots are made from
   */
  SnapshotMarkers(DataLake dataLake, Folder folder, DailyMarkers dailies) {
    this.dataLake = dataLake;
    this.folder = folder;
    this.dailies = dailies;
    this.published = dataLake.markers(folder, Folder.SUCCESS).navigableKeySet();
    this.written = dataLake.markers(folder, WRITTEN).navigableKeySet();
  }

  /** The snapshot that was published for a day. */
  Optional<Snapshot> published(LocalDate day) {
    return published.contains(day) ? read(folder.successKey(day), day) : Optional.empty();
  }

  /** The snapshot that was written, but perhaps not published, for a day. */
  Optional<Snapshot> written(LocalDate day) {
    return written.contains(day) ? read(writtenKey(day), day) : Optional.empty();
  }

  /** Whether this very snapshot was written, published or not. */
  boolean has(Snapshot snapshot) {
    LocalDate day = snapshot.days().to();
    return written(day).equals(Optional.of(snapshot))
        || published(day).equals(Optional.of(snapshot.inPlace()));
  }

  /** Whether the table may show a snapshot of a day, be it what the marker says or not. */
  boolean mayBeShown(LocalDate day) {
    return published.contains(day) || written.contains(day);
  }

  /** The newest snapshot before a day. */
  Optional<Snapshot> before(LocalDate day) {
    return Optional.ofNullable(published.lower(day)).flatMap(this::published);
  }

  /** Whether the table may show a snapshot of a later day. */
  boolean hasNewerThan(LocalDate day) {
    return published.higher(day) != null || written.higher(day) != null;
  }

  /** Says what the table will show, and no longer what it has shown. */
  void markWritten(Snapshot snapshot) {
    write(writtenKey(snapshot.days().to()), snapshot);
    dataLake.delete(folder.bucket(), folder.successKey(snapshot.days().to()));
  }

  void markPublished(Snapshot snapshot) {
    write(folder.successKey(snapshot.days().to()), snapshot);
    dataLake.delete(folder.bucket(), writtenKey(snapshot.days().to()));
  }

  /** Forgets what was written for other days and never shown, before its files are removed. */
  void forgetWrittenExcept(LocalDate day) {
    written.stream()
        .filter(other -> !other.equals(day))
        .forEach(other -> dataLake.delete(folder.bucket(), writtenKey(other)));
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
