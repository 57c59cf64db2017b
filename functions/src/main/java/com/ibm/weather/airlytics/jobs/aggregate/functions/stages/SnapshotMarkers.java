package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Concurrently;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Markers;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The markers of one window's snapshots. A snapshot is first <em>written</em> (its files are
 * complete and checked), then <em>published</em> (the table shows it). It is <em>stale</em> when it
 * has to be made anew: from the moment that one of its days is to be done again, or that somebody
 * begins to write it, until it is published. A snapshot counts only while all the days that it sums
 * are done and none of them was done again since.
 */
final class SnapshotMarkers {

  private static final String WRITTEN = "_WRITTEN_";
  private static final String STALE = "_STALE_";

  /** In the marker of a snapshot that is not there yet, and that no table has shown. */
  private static final String BEGUN = "begun";

  /** In the marker of a snapshot that a table may show until it is made anew. */
  private static final String SHOWN = "";

  private final DataLake dataLake;
  private final Folder folder;
  private final DailyMarkers dailies;
  private final NavigableSet<LocalDate> marked;
  private final NavigableSet<LocalDate> published;
  private final NavigableSet<LocalDate> written;
  private final NavigableSet<LocalDate> stale;

  /**
   * @param folder where the window's snapshots lie
   * @param dailies what the snapshots are made from
   */
  SnapshotMarkers(DataLake dataLake, Folder folder, DailyMarkers dailies) {
    this.dataLake = dataLake;
    this.folder = folder;
    this.dailies = dailies;
    Markers markers = dataLake.markers(folder);
    this.stale = markers.of(STALE).navigableKeySet();
    this.written = markers.of(WRITTEN).navigableKeySet();
    this.marked = markers.of(Folder.SUCCESS).navigableKeySet();
    this.published = new TreeSet<>(marked);
    this.published.removeAll(stale);
  }

  /** The days whose snapshots have to be made anew. */
  NavigableSet<LocalDate> stale() {
    return Collections.unmodifiableNavigableSet(stale);
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
    return marked.contains(day)
        || written.contains(day)
        || (stale.contains(day) && !text(staleKey(day)).equals(Optional.of(BEGUN)));
  }

  /** Says that a snapshot has to be made, whatever becomes of the attempt that begins it. */
  void begin(LocalDate day) {
    if (!stale.contains(day)) {
      dataLake.write(folder.bucket(), staleKey(day), mayBeShown(day) ? SHOWN : BEGUN);
    }
  }

  /** The newest snapshot before a day. */
  Optional<Snapshot> before(LocalDate day) {
    return Optional.ofNullable(published.lower(day)).flatMap(this::published);
  }

  /** Whether there is a snapshot of a later day, be it stale by now. */
  static boolean areThereNewerThan(LocalDate day, Folder folder, DataLake dataLake) {
    Markers markers = dataLake.markers(folder);
    return Stream.of(Folder.SUCCESS, WRITTEN, STALE)
        .anyMatch(marker -> markers.of(marker).higherKey(day) != null);
  }

  /** Whether the table may show a snapshot of a later day, be it stale by now. */
  boolean hasNewerThan(LocalDate day) {
    return Stream.of(published, written, stale).anyMatch(days -> days.higher(day) != null);
  }

  /**
   * The published snapshots that sum any of some days.
   *
   * @param days not empty
   * @param otherwise the days that a snapshot sums whose marker does not say so
   */
  List<LocalDate> summing(NavigableSet<LocalDate> days, Function<LocalDate, DayRange> otherwise) {
    List<LocalDate> later = List.copyOf(published.tailSet(days.first(), true));
    return Concurrently.filter(
        later,
        day -> {
          DayRange summed =
              marked(folder.successKey(day))
                  .map(Snapshot::days)
                  .orElseGet(() -> otherwise.apply(day));
          return !days.subSet(summed.from(), true, summed.to(), true).isEmpty();
        });
  }

  /** Says that snapshots have to be made anew: that first, since nothing else tells. */
  void markStale(List<LocalDate> days) {
    Concurrently.forEach(days, day -> dataLake.write(folder.bucket(), staleKey(day), SHOWN));
    List<String> keys =
        days.stream().flatMap(day -> Stream.of(folder.successKey(day), writtenKey(day))).toList();
    dataLake.delete(folder.bucket(), keys);
  }

  /** Says what the table will show, and no longer what it has shown. */
  void markWritten(Snapshot snapshot) {
    write(writtenKey(snapshot.days().to()), snapshot);
    dataLake.delete(folder.bucket(), folder.successKey(snapshot.days().to()));
  }

  void markPublished(Snapshot snapshot) {
    LocalDate day = snapshot.days().to();
    write(folder.successKey(day), snapshot);
    dataLake.delete(folder.bucket(), List.of(staleKey(day), writtenKey(day)));
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

  private String staleKey(LocalDate day) {
    return folder.key(STALE + day);
  }

  private String writtenKey(LocalDate day) {
    return folder.key(WRITTEN + day);
  }

  private Optional<Snapshot> read(String key, LocalDate day) {
    return marked(key)
        .filter(snapshot -> snapshot.days().to().equals(day))
        .filter(snapshot -> snapshot.daysState().equals(dailies.state(snapshot.days())));
  }

  private Optional<String> text(String key) {
    return dataLake.read(folder.bucket(), key);
  }

  private Optional<Snapshot> marked(String key) {
    try {
      return text(key).map(text -> Json.read(text, Snapshot.class, key));
    } catch (InvalidInputException e) {
      return Optional.empty(); // a marker that this job did not write: the snapshot is made anew
    }
  }
}
