package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Partition;
import java.util.List;

/**
 * What a CTAS or INSERT has written.
 *
 * @param rows how many rows
 * @param files the {@code s3://} locations of the files
 * @param partitions the partitions that have a file
 */
public record WrittenTable(long rows, List<String> files, List<Partition> partitions) {

  public WrittenTable {
    files = List.copyOf(files);
    partitions = List.copyOf(partitions);
  }
}
