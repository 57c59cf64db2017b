package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.util.Map;

/**
 * A table that the job keeps, as it shall be.
 *
 * @param name its name in {@code destAthenaDb}
 * @param byDay whether it is partitioned by day, and not only by source partition
 * @param location where its files lie
 * @param projection the partitions that it shows
 */
public record KeptTable(String name, boolean byDay, Folder location, Projection projection) {

  /** Its TBLPROPERTIES. */
  public Map<String, String> properties() {
    return projection.properties(byDay);
  }

  /** Its properties without the one that switches partition projection on. */
  public Map<String, String> ranges() {
    return projection.ranges(byDay);
  }
}
