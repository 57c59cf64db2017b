package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Projection;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an aggregation knows of its tables.
 *
 * @param firstDay the first day that it ever had
 * @param partitions the most source partitions that it ever had
 * @param tables how each table was made, by {@code <database>.<table>}
 */
record KnownTables(LocalDate firstDay, int partitions, Map<String, KnownTable> tables) {

  KnownTables {
    Objects.requireNonNull(firstDay);
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /**
   * With a configuration's first day and source partitions as well. What was there stays: days that
   * no longer count are subtracted from the windows, and users of partitions that get no more
   * events are still users.
   */
  KnownTables with(LocalDate otherFirstDay, int otherPartitions) {
    return new KnownTables(
        otherFirstDay.isBefore(firstDay) ? otherFirstDay : firstDay,
        Math.max(partitions, otherPartitions),
        tables);
  }

  /** With some tables made anew. */
  KnownTables with(Map<String, KnownTable> made) {
    Map<String, KnownTable> all = new TreeMap<>(tables);
    all.putAll(made);
    return new KnownTables(firstDay, partitions, all);
  }

  /** How a table was made; empty when nobody knows. */
  Optional<KnownTable> table(String name) {
    return Optional.ofNullable(tables.get(name)).filter(table -> !table.equals(KnownTable.UNKNOWN));
  }

  /** What the tables show. */
  Projection projection() {
    return new Projection(firstDay, partitions);
  }
}
