package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The partitions that the tables show, see
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html: at least
 * 100 source partitions, since that many is what there mostly are, and no more than there are,
 * since a query looks for the files of each.
 *
 * @param firstDay the first day
 * @param partitions how many source partitions, 0 to n-1
 */
public record Projection(LocalDate firstDay, int partitions) {

  private static final String ENABLED = "projection.enabled";

  public Projection {
    partitions = Math.max(partitions, Configuration.PARTITIONS_PER_STATEMENT);
  }

  /**
   * The properties of a table whose partitions are projected.
   *
   * @param byDay whether it is partitioned by day too
   */
  Map<String, String> properties(boolean byDay) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(ENABLED, "true");
    properties.putAll(ranges(byDay));
    return properties;
  }

  /** The properties without the one that switches projection on. */
  Map<String, String> ranges(boolean byDay) {
    Map<String, String> ranges = new LinkedHashMap<>();
    if (byDay) {
      ranges.put("projection.day.type", "date");
      ranges.put("projection.day.format", "yyyy-MM-dd");
      ranges.put("projection.day.range", firstDay + ",NOW");
    }
    ranges.put("projection.partition.type", "integer");
    ranges.put("projection.partition.range", "0," + (partitions - 1));
    return ranges;
  }
}
