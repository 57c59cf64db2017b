package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import java.util.List;
import java.util.Map;

/**
 * An external table.
 *
 * @param database the database in lower case
 * @param name the table's name in lower case
 * @param columns the columns that the files hold, in order
 * @param partitionColumns the columns that the folder names hold, in order
 * @param location the folder, {@code s3://bucket/prefix/}, with a trailing slash
 * @param format how the files are written
 * @param properties TBLPROPERTIES, partition projection among them
 */
public record Table(
    String database,
    String name,
    List<Column> columns,
    List<Column> partitionColumns,
    String location,
    StorageFormat format,
    Map<String, String> properties) {

  public Table {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
  }
}
