package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as the catalog keeps it.
 *
 * @param table the definition
 * @param partitions the registered partitions; a table with partition projection needs none
 * @param created when the table was created
 */
public record RegisteredTable(Table table, List<Partition> partitions, Instant created) {

  public RegisteredTable {
    partitions = List.copyOf(partitions);
  }

  /** The same table at another location. */
  public RegisteredTable at(String location) {
    return new RegisteredTable(
        new Table(
            table.database(),
            table.name(),
            table.columns(),
            table.partitionColumns(),
            location,
            table.format(),
            table.properties()),
        partitions,
        created);
  }

  /** The same table with properties added or overwritten. */
  public RegisteredTable with(Map<String, String> changed) {
    Map<String, String> properties = new LinkedHashMap<>(table.properties());
    properties.putAll(changed);
    return new RegisteredTable(
        new Table(
            table.database(),
            table.name(),
            table.columns(),
            table.partitionColumns(),
            table.location(),
            table.format(),
            properties),
        partitions,
        created);
  }

  /** The same table with the partitions that it does not yet have added. */
  public RegisteredTable withPartitions(List<Partition> added) {
    Map<List<String>, Partition> all = new LinkedHashMap<>();
    partitions.forEach(partition -> all.put(partition.values(), partition));
    added.forEach(partition -> all.putIfAbsent(partition.values(), partition));
    return new RegisteredTable(table, new ArrayList<>(all.values()), created);
  }

  /** All columns, partition columns last, as a query sees them. */
  public List<Column> allColumns() {
    List<Column> all = new ArrayList<>(table.columns());
    all.addAll(table.partitionColumns());
    return all;
  }
}
