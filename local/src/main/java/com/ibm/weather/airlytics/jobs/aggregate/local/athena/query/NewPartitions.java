package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Partition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.AddPartitions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveStatement.NewPartition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.PartitionValue;
import java.util.ArrayList;
import java.util.List;

/** The partitions that an ALTER TABLE ADD PARTITION adds to a table. */
record NewPartitions(RegisteredTable table, AddPartitions statement) {

  List<Partition> partitions() {
    List<Partition> partitions = new ArrayList<>();
    for (NewPartition each : statement.partitions()) {
      Partition partition = partition(each);
      boolean exists =
          table.partitions().stream().anyMatch(p -> p.values().equals(partition.values()));
      if (exists && !statement.ifNotExists()) {
        throw HiveRunner.failure(
            "FAILED: SemanticException Partition already exists: " + partition.values());
      }
      partitions.add(partition);
    }
    return partitions;
  }

  private Partition partition(NewPartition added) {
    List<String> values = new ArrayList<>();
    StringBuilder folder = new StringBuilder();
    for (Column column : table.table().partitionColumns()) {
      String value = added.values().get(column.name());
      if (value == null) {
        throw HiveRunner.failure(
            "FAILED: SemanticException [Error 10006]: Partition not found: a value of "
                + column.name()
                + " is missing");
      }
      values.add(value);
      folder.append(PartitionValue.folderName(column.name(), value)).append('/');
    }
    if (values.size() != added.values().size()) {
      throw HiveRunner.failure(
          "FAILED: SemanticException [Error 10098]: Non-Partition column appears in the partition"
              + " specification: "
              + added.values().keySet());
    }
    ObjectLocation location =
        added
            .location()
            .map(uri -> ObjectLocation.parse(uri).folder())
            .orElseGet(
                () -> ObjectLocation.parse(table.table().location()).resolve(folder.toString()));
    return new Partition(values, location.uri());
  }
}
