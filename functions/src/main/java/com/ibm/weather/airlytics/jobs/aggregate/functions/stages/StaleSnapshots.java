package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The snapshots of all windows that have to be made anew, since days that they sum change. */
final class StaleSnapshots {

  private final Map<SecondaryAggregation, SnapshotMarkers> windows = new LinkedHashMap<>();
  private final Run run;

  StaleSnapshots(DataLake dataLake, Run run, DailyMarkers dailies) {
    this.run = run;
    for (SecondaryAggregation window : run.configuration().secondaryAggregations()) {
      windows.put(window, new SnapshotMarkers(dataLake, run.snapshotsOf(window), dailies));
    }
  }

  /**
   * Finds the published snapshots that sum any of some days, and says that they have to be made
   * anew.
   *
   * @param marked whether that is written down, or only found out
   * @return the days of all snapshots that have to be made anew, also of those known before
   */
  NavigableSet<LocalDate> find(NavigableSet<LocalDate> days, boolean marked) {
    NavigableSet<LocalDate> stale = new TreeSet<>();
    windows.forEach(
        (window, markers) -> {
          stale.addAll(markers.stale());
          List<LocalDate> summing =
              days.isEmpty() ? List.of() : markers.summing(days, day -> run.daysOf(window, day));
          stale.addAll(summing);
          if (marked) {
            markers.markStale(summing);
          }
        });
    return stale;
  }
}
