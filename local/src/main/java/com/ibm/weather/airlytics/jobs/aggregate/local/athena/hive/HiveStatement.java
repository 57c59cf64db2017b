package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement in Hive's data definition language. Names are in lower case. */
public sealed interface HiveStatement {

  /** CREATE DATABASE. */
  record CreateDatabase(
      String name, boolean ifNotExists, String comment, Map<String, String> properties)
      implements HiveStatement {

    public CreateDatabase {
      properties = Map.copyOf(properties);
    }
  }

  /** DROP DATABASE; {@code cascade} drops its tables too. */
  record DropDatabase(String name, boolean ifExists, boolean cascade) implements HiveStatement {}

  /** CREATE EXTERNAL TABLE. */
  record CreateTable(
      TableName name,
      boolean ifNotExists,
      List<Column> columns,
      List<Column> partitionColumns,
      StorageFormat format,
      String location,
      Map<String, String> properties)
      implements HiveStatement {

    public CreateTable {
      columns = List.copyOf(columns);
      partitionColumns = List.copyOf(partitionColumns);
      properties = Map.copyOf(properties);
    }
  }

  /** DROP TABLE. */
  record DropTable(TableName name, boolean ifExists) implements HiveStatement {}

  /** ALTER TABLE ... SET LOCATION. */
  record SetLocation(TableName name, String location) implements HiveStatement {}

  /** ALTER TABLE ... SET TBLPROPERTIES. */
  record SetProperties(TableName name, Map<String, String> properties) implements HiveStatement {

    public SetProperties {
      properties = Map.copyOf(properties);
    }
  }

  /** ALTER TABLE ... ADD PARTITION. */
  record AddPartitions(TableName name, boolean ifNotExists, List<NewPartition> partitions)
      implements HiveStatement {

    public AddPartitions {
      partitions = List.copyOf(partitions);
    }
  }

  /** One PARTITION of ADD PARTITION: the values by column, and LOCATION if it is given. */
  record NewPartition(Map<String, String> values, Optional<String> location) {

    public NewPartition {
      values = Map.copyOf(values);
    }
  }

  /** SHOW TABLES; the pattern has {@code *} for any characters and {@code |} between choices. */
  record ShowTables(Optional<String> database, Optional<String> pattern) implements HiveStatement {}

  /** SHOW DATABASES or SHOW SCHEMAS, with a pattern as in {@link ShowTables}. */
  record ShowDatabases(Optional<String> pattern) implements HiveStatement {}

  /** SHOW PARTITIONS. */
  record ShowPartitions(TableName name) implements HiveStatement {}

  /** DESCRIBE. */
  record DescribeTable(TableName name) implements HiveStatement {}

  /** SHOW CREATE TABLE. */
  record ShowCreateTable(TableName name) implements HiveStatement {}
}
