package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A sliding window over the daily aggregates.
 *
 * @param aggregationWindowDays the window's length in days, its last day included
 * @param targetFolder where its snapshots lie in the target bucket, without leading and trailing
 *     slash
 * @param targetTable the table that shows the newest snapshot
 */
public record SecondaryAggregation(
    int aggregationWindowDays, String targetFolder, String targetTable) {

  /** Windows longer than this many days mean "all time". */
  public static final int LONGEST_WINDOW_DAYS = 3650;

  /** Whether this is the window of all time. */
  @JsonIgnore
  public boolean isTotal() {
    return aggregationWindowDays > LONGEST_WINDOW_DAYS;
  }

  /** The suffix of this window's CSV columns: {@code d7}, {@code total}. */
  public String columnSuffix() {
    return isTotal() ? "total" : "d" + aggregationWindowDays;
  }

  /** The table that shows every snapshot by day. */
  public String historyTable() {
    return targetTable + "_history";
  }
}
