package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * A partition that exists.
 *
 * @param values the values of the partition columns, in order; empty for an unpartitioned table
 * @param folder where its files are
 */
record PartitionFolder(List<String> values, Path folder) {

  PartitionFolder {
    values = List.copyOf(values);
  }
}
