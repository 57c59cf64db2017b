package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The markers of the daily aggregates, as they were when they were asked for. An empty marker says
 * that a day is done; a second one says from which draft, so that a day that was done again differs
 * from what it was before: the time of a marker tells that only when a second went by.
 */
final class DailyMarkers {

  private static final String DRAFT = "_DRAFT_";

  private final NavigableMap<LocalDate, StoredObject> done;
  private final NavigableMap<LocalDate, StoredObject> drafts;

  DailyMarkers(DataLake dataLake, Folder dailyFolder) {
    this.drafts = dataLake.markers(dailyFolder, DRAFT);
    this.done = dataLake.markers(dailyFolder, Folder.SUCCESS);
  }

  /** Whether a day is done; lists its own marker only, since a backfill asks for each day. */
  static boolean isDone(DataLake dataLake, Folder dailyFolder, LocalDate day) {
    String marker = dailyFolder.successKey(day);
    return dataLake.list(dailyFolder.bucket(), marker).stream()
        .anyMatch(object -> object.key().equals(marker));
  }

  static void forget(DataLake dataLake, Folder dailyFolder, LocalDate day) {
    dataLake.delete(dailyFolder.bucket(), dailyFolder.successKey(day));
    dataLake.delete(dailyFolder.bucket(), dailyFolder.key(DRAFT + day));
  }

  /** Makes days missing that are done, and forgets what their events were. */
  static void takeBack(DataLake dataLake, Folder dailyFolder, Collection<LocalDate> days) {
    List<String> keys =
        days.stream()
            .flatMap(
                day ->
                    Stream.of(Folder.SUCCESS, DRAFT, LateEvents.REMEMBERED)
                        .map(marker -> dailyFolder.key(marker + day)))
            .toList();
    dataLake.delete(dailyFolder.bucket(), keys);
  }

  /**
   * Marks a day as done.
   *
   * @param draft what it was made from; each attempt has another
   */
  static void mark(DataLake dataLake, Folder dailyFolder, LocalDate day, Folder draft) {
    dataLake.write(dailyFolder.bucket(), dailyFolder.key(DRAFT + day), draft.uri());
    dataLake.write(dailyFolder.bucket(), dailyFolder.successKey(day), "");
  }

  /** The days that are done. */
  NavigableSet<LocalDate> days() {
    return Collections.unmodifiableNavigableSet(done.navigableKeySet());
  }

  /**
   * A digest of what the days are: it changes when one of them is done again or taken back. A day
   * that another job did names no draft, but has its time.
   */
  UUID state(DayRange days) {
    String text =
        done.subMap(days.from(), true, days.to(), true).entrySet().stream()
            .map(entry -> version(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private String version(LocalDate day, StoredObject marker) {
    String draft = Optional.ofNullable(drafts.get(day)).map(StoredObject::eTag).orElse("");
    return String.join(" ", day.toString(), marker.lastModified().toString(), draft);
  }
}
