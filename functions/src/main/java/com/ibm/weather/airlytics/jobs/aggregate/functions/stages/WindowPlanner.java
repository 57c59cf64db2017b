package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Decides what has to be done for a window, and from what to compute it. It looks at each window
 * once: nobody but this request changes its markers, and what it writes itself it does not ask for.
 */
final class WindowPlanner {

  private static final int SAMPLED_DAYS = 7;

  private final DataLake dataLake;
  private final Run run;
  private final DailyMarkers dailies;
  private final Map<SecondaryAggregation, SnapshotMarkers> markers = new HashMap<>();
  private OptionalLong typicalDayBytes = OptionalLong.empty();

  WindowPlanner(DataLake dataLake, Run run) {
    this.dataLake = dataLake;
    this.run = run;
    this.dailies = new DailyMarkers(dataLake, run.dailyFolder());
  }

  /** Tells whether any day was aggregated anew, or taken back. */
  UUID daysState() {
    return dailies.state(new DayRange(run.configuration().historyStartDay(), run.day()));
  }

  /** The days of a window that ends on the run's day. */
  DayRange daysOf(SecondaryAggregation window) {
    return run.daysOf(window, run.day());
  }

  /** The days of a window that are not done. */
  List<LocalDate> gaps(SecondaryAggregation window) {
    return daysOf(window).days().filter(day -> !dailies.days().contains(day)).toList();
  }

  /** What is left to do for a window's snapshot. */
  WindowTask taskFor(SecondaryAggregation window) {
    SnapshotMarkers markers = markersOf(window);
    boolean shown = run.tables().contains(window.targetTable());
    boolean newest = !markers.hasNewerThan(run.day());
    if (of(daysOf(window), markers.published(run.day())).isPresent()) {
      return shown || !newest ? WindowTask.NOTHING : WindowTask.PUBLISH;
    }
    if (of(daysOf(window), markers.written(run.day())).isPresent()) {
      return newest ? WindowTask.PUBLISH : WindowTask.MARK;
    }
    return newest ? WindowTask.WRITE_AND_PUBLISH : WindowTask.WRITE;
  }

  /**
   * What is left to do for a snapshot of an older day, which is made anew if it is stale, and never
   * shown.
   */
  WindowTask rebuilding(SecondaryAggregation window) {
    SnapshotMarkers markers = markersOf(window);
    if (!markers.stale().contains(run.day())) {
      return WindowTask.NOTHING;
    }
    boolean written = of(daysOf(window), markers.written(run.day())).isPresent();
    return written ? WindowTask.MARK : WindowTask.WRITE;
  }

  /** The snapshot that is there for the run's day; empty when it has to be written. */
  Optional<Snapshot> present(SecondaryAggregation window) {
    SnapshotMarkers markers = markersOf(window);
    return of(daysOf(window), markers.published(run.day()))
        .or(() -> of(daysOf(window), markers.written(run.day())));
  }

  private static Optional<Snapshot> of(DayRange days, Optional<Snapshot> snapshot) {
    return snapshot.filter(present -> present.days().equals(days));
  }

  /**
   * The snapshot that an attempt writes.
   *
   * @param rewritten whether it is written apart from where it belongs
   */
  Snapshot wanted(SecondaryAggregation window, Attempt attempt, boolean rewritten) {
    DayRange days = daysOf(window);
    return new Snapshot(days, dailies.state(days), attempt.id(), rewritten);
  }

  /** The earlier snapshot to start from, when that reads less than summing all days. */
  Optional<Snapshot> startingPoint(SecondaryAggregation window) {
    return markersOf(window).before(run.day()).filter(earlier -> readsLess(window, earlier));
  }

  SnapshotMarkers markersOf(SecondaryAggregation window) {
    return markers.computeIfAbsent(
        window, ofWindow -> new SnapshotMarkers(dataLake, run.snapshotsOf(ofWindow), dailies));
  }

  private boolean readsLess(SecondaryAggregation window, Snapshot earlier) {
    if (!run.configuration().aggregatedValueType().isExact()) {
      return false;
    }
    DayRange days = daysOf(window);
    List<DayRange> left = earlier.days().minus(days);
    long changed = lengthOf(left) + lengthOf(days.minus(earlier.days()));
    long dayBytes = typicalDayBytes.orElseGet(this::measureTypicalDay);
    typicalDayBytes = OptionalLong.of(dayBytes);
    long snapshotBytes = dataLake.size(run.snapshotsOf(window).day(earlier.days().to()));
    return snapshotBytes + changed * dayBytes < days.length() * dayBytes;
  }

  private static long lengthOf(List<DayRange> ranges) {
    return ranges.stream().mapToLong(DayRange::length).sum();
  }

  /** The mean size of the newest days; a byte more, so that even empty days cost something. */
  private long measureTypicalDay() {
    Folder daily = run.dailyFolder();
    List<LocalDate> sample =
        dailies.days().headSet(run.day(), true).descendingSet().stream()
            .limit(SAMPLED_DAYS)
            .toList();
    long bytes = sample.stream().mapToLong(day -> dataLake.size(daily.day(day))).sum();
    return 1 + bytes / Math.max(1, sample.size());
  }
}
