package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

/** The file formats that the embedded Athena reads and writes. */
public enum StorageFormat {
  PARQUET,
  TEXTFILE
}
