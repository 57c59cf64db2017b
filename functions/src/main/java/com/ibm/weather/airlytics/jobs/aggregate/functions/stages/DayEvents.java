package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.util.List;
import java.util.Objects;

/**
 * What is known of the raw events of a day without reading them. Events that arrive late come in
 * files of their own, so that days which do not differ in it have the same events.
 *
 * @param partitions the source partitions that have data
 * @param events the events, of whatever name
 * @param files a checksum of the files that they are in, in hexadecimal digits; empty for no events
 */
record DayEvents(int partitions, long events, String files) {

  /** A day without events. */
  static final DayEvents NONE = new DayEvents(0, 0, "");

  DayEvents {
    Objects.requireNonNull(files);
  }

  /**
   * Reads a row of {@link
   * com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DailySql#countEvents}.
   */
  static DayEvents of(List<String> row) {
    return new DayEvents(Integer.parseInt(row.get(1)), Long.parseLong(row.get(2)), row.get(3));
  }
}
