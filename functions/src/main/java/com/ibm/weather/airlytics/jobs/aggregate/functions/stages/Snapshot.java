package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.util.Objects;

/**
 * A window's snapshot, as its marker describes it.
 *
 * @param days the days that it sums
 */
record Snapshot(DayRange days) {

  Snapshot {
    Objects.requireNonNull(days);
  }
}
