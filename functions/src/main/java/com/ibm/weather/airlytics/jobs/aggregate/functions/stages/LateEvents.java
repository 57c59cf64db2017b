package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the days whose raw events have changed since they were aggregated. What a day's events were
 * is remembered in an object beside the daily aggregates, taken before they are read: events that
 * arrive in between make the day differ, and it is aggregated once more.
 */
final class LateEvents {

  /** What the names of the objects begin with. */
  static final String REMEMBERED = "_EVENTS_";

  private final DataLake dataLake;
  private final Folder dailyFolder;

  LateEvents(DataLake dataLake, Folder dailyFolder) {
    this.dataLake = dataLake;
    this.dailyFolder = dailyFolder;
  }

  /**
   * The days to look at: the newest that are done, as many as the configuration says, and all after
   * the oldest that the next run will look back on. None where the configuration looks back on
   * none.
   *
   * @param done the days that are done, none after the last day
   */
  static NavigableSet<LocalDate> daysToLookAt(Run run, NavigableSet<LocalDate> done) {
    Configuration configuration = run.configuration();
    NavigableSet<LocalDate> days = new TreeSet<>();
    LocalDate start = configuration.historyStartDay();
    if (configuration.lookbackDays() == 0 || start.isAfter(run.lastDay())) {
      return days;
    }
    done.headSet(run.lastDay(), false).descendingSet().stream()
        .limit(configuration.lookbackDays())
        .forEach(days::add);
    LocalDate first = run.lastDay().minusDays(configuration.lookbackDays());
    (first.isBefore(start) ? start : first)
        .datesUntil(run.lastDay().plusDays(1))
        .forEach(days::add);
    return days;
  }

  /**
   * The days whose events are not those that were aggregated, or of which that is not known, and
   * which of the two it is.
   *
   * @param done the days that are done
   * @param found what the events of some days are now; other days are passed over
   */
  Map<LocalDate, String> changed(Set<LocalDate> done, Map<LocalDate, DayEvents> found) {
    Map<LocalDate, String> changed = new TreeMap<>();
    found.forEach(
        (day, events) -> {
          Optional<DayEvents> before = done.contains(day) ? remembered(day) : Optional.of(events);
          if (!before.equals(Optional.of(events))) {
            changed.put(day, before.isPresent() ? "events changed" : "events not known before");
          }
        });
    return changed;
  }

  private Optional<DayEvents> remembered(LocalDate day) {
    String key = dailyFolder.key(REMEMBERED + day);
    try {
      return dataLake
          .read(dailyFolder.bucket(), key)
          .map(text -> Json.read(text, DayEvents.class, key));
    } catch (InvalidInputException e) {
      return Optional.empty(); // nothing that this job wrote: the day is aggregated anew
    }
  }

  /**
   * Remembers what the events of days are that are about to be aggregated.
   *
   * @param found what the events of some days are; other days are passed over
   */
  void remember(Collection<LocalDate> days, Map<LocalDate, DayEvents> found) {
    days.stream()
        .filter(found::containsKey)
        .forEach(
            day ->
                dataLake.write(
                    dailyFolder.bucket(),
                    dailyFolder.key(REMEMBERED + day),
                    Json.write(found.get(day))));
  }
}
