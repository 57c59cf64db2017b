package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.util.List;

/**
 * The files of a partition.
 *
 * @param values the values of the partition columns, in order
 * @param files what a reader sees
 */
record PartitionFiles(List<String> values, List<DataFile> files) {

  PartitionFiles {
    values = List.copyOf(values);
    files = List.copyOf(files);
  }
}
