package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import java.util.List;

/**
 * A partition that the catalog knows, as a CTAS or ALTER TABLE ADD PARTITION registers it.
 *
 * @param values the values of the partition columns, in order, as in folder names before encoding
 * @param location the folder, {@code s3://bucket/prefix/}, with a trailing slash
 */
public record Partition(List<String> values, String location) {

  public Partition {
    values = List.copyOf(values);
  }
}
