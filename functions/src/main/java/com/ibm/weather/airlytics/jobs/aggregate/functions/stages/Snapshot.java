package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.util.Objects;
import java.util.UUID;

/**
 * A window's snapshot, as its marker describes it.
 *
 * @param days the days that it sums
 * @param daysState what these days were when they were summed
 * @param attempt the attempt that wrote it, which tells it from an earlier one of the same days
 * @param rewritten whether its files are still apart from where they belong, since an earlier
 *     snapshot of the day is there
 */
record Snapshot(DayRange days, UUID daysState, UUID attempt, boolean rewritten) {

  Snapshot {
    Objects.requireNonNull(days);
    Objects.requireNonNull(daysState);
    Objects.requireNonNull(attempt);
  }

  /** The same snapshot after its files were put where they belong. */
  Snapshot inPlace() {
    return new Snapshot(days, daysState, attempt, false);
  }
}
