package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What a CTAS or INSERT writes, and how.
 *
 * @param location the table's folder
 * @param format the file format
 * @param compression the files' compression
 * @param fieldDelimiter between the fields of a text file
 * @param columns the columns that go into the files, with the table's types
 * @param partitionColumns the columns that go into folder names, with the table's types
 * @param fileName the name of the file in each folder, without an ending
 */
public record TableWriting(
    ObjectLocation location,
    StorageFormat format,
    Compression compression,
    String fieldDelimiter,
    List<Column> columns,
    List<Column> partitionColumns,
    String fileName) {

  public TableWriting {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
  }

  /** All columns, partition columns last: the order in which the query yields them. */
  public List<Column> allColumns() {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(partitionColumns);
    return all;
  }
}
