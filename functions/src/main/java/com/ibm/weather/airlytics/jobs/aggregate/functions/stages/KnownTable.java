package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.KeptTable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a table was made or altered last.
 *
 * @param column the column of the sums with its type, as in {@code revenue bigint}
 * @param location where its files lie; empty when it goes from snapshot to snapshot
 * @param properties its TBLPROPERTIES
 */
record KnownTable(String column, String location, Map<String, String> properties) {

  /** A table that is being changed: nobody knows how far that went. */
  static final KnownTable UNKNOWN = new KnownTable("", "", Map.of());

  KnownTable {
    Objects.requireNonNull(column);
    Objects.requireNonNull(location);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** A table as it is after it was made what it shall be. */
  static KnownTable of(KeptTable table, Configuration configuration) {
    return new KnownTable(
        "%s %s".formatted(configuration.targetColumn(), configuration.aggregatedValueType()),
        table.byDay() ? table.location().uri() : "",
        table.properties());
  }
}
