package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableMap;
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
  private final NavigableMap<LocalDate, Instant> doneDays;
  private final NavigableMap<LocalDate, Instant> published;

  /**
   * @param folder where the window's snapshots lie
   * @param doneDays the days whose aggregates are done, with the time of their markers
   */
  SnapshotMarkers(DataLake dataLake, Folder folder, NavigableMap<LocalDate, Instant> doneDays) {
    this.dataLake = dataLake;
    this.folder = folder;
    this.doneDays = doneDays;
    this.published = dataLake.doneDays(folder);
  }

  /** The snapshot that was published for a day. */
  Optional<Snapshot> published(LocalDate day) {
    return Optional.ofNullable(published.get(day))
        .flatMap(time -> read(folder.successKey(day), day, time));
  }

  /** When a day's snapshot was published; empty when it was not, or has to be made anew. */
  Optional<Instant> publishedAt(LocalDate day) {
    return published(day).map(snapshot -> published.get(day));
  }

  /** The snapshot that was written, but perhaps not published, for a day. */
  Optional<Snapshot> written(LocalDate day) {
    String key = writtenKey(day);
    return dataLake.list(folder.bucket(), key).stream()
        .filter(object -> object.key().equals(key))
        .findFirst()
        .flatMap(object -> read(key, day, object.lastModified()));
  }

  /** The newest snapshot before a day. */
  Optional<Snapshot> before(LocalDate day) {
    return Optional.ofNullable(published.lowerKey(day)).flatMap(this::published);
  }

  /** Whether a snapshot of a later day was published. */
  boolean hasNewerThan(LocalDate day) {
    return published.higherKey(day) != null;
  }

  void markWritten(Snapshot snapshot) {
    write(writtenKey(snapshot.days().to()), snapshot);
  }

  /** A marker that is there stays: a younger one would have the CSV exported once more. */
  void markPublished(Snapshot snapshot) {
    if (published(snapshot.days().to()).filter(snapshot::equals).isEmpty()) {
      write(folder.successKey(snapshot.days().to()), snapshot);
    }
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

  private Optional<Snapshot> read(String key, LocalDate day, Instant time) {
    try {
      return dataLake
          .read(folder.bucket(), key)
          .map(text -> Json.read(text, Snapshot.class, key))
          .filter(snapshot -> snapshot.days().to().equals(day) && isUpToDate(snapshot, time));
    } catch (InvalidInputException e) {
      return Optional.empty(); // a marker that this job did not write: the snapshot is made anew
    }
  }

  private boolean isUpToDate(Snapshot snapshot, Instant time) {
    return snapshot
        .days()
        .days()
        .map(doneDays::get)
        .allMatch(done -> done != null && !done.isAfter(time));
  }
}
