package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import java.util.Locale;
import java.util.Optional;

/** How files are compressed. */
public enum Compression {
  NONE("uncompressed"),
  GZIP("gzip"),
  SNAPPY("snappy"),
  ZSTD("zstd");

  private final String duckdb;

  Compression(String duckdb) {
    this.duckdb = duckdb;
  }

  /** The compression of a {@code write_compression} value, or empty when there is none such. */
  public static Optional<Compression> parse(String name, StorageFormat format) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NONE", "UNCOMPRESSED" -> Optional.of(NONE);
      case "GZIP" -> Optional.of(GZIP);
      case "SNAPPY" -> format == StorageFormat.PARQUET ? Optional.of(SNAPPY) : Optional.empty();
      case "ZSTD" -> format == StorageFormat.PARQUET ? Optional.of(ZSTD) : Optional.empty();
      default -> Optional.empty();
    };
  }

  String duckdb() {
    return duckdb;
  }
}
