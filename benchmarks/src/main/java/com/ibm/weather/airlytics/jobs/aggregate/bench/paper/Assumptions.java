package com.ibm.weather.airlytics.jobs.aggregate.bench.paper;

/**
 * What cannot be measured here. Each is explained, with its source, in {@code
 * docs/internet-scale.md}.
 */
final class Assumptions {

  /** Raw events of all names of a user a day. */
  static final double EVENTS_PER_USER = 10;

  /** US dollars for a byte scanned. */
  static final double DOLLARS_PER_BYTE = 5 / 1e12;

  /** Bytes that one Athena query reads in a second. */
  static final double SCANNED_BYTES_PER_SECOND = 2e9;

  /** Rows that one writer of a bucket writes in a second. */
  static final double ROWS_PER_SECOND_AND_WRITER = 500_000;

  /** Writers of a table that is partitioned by source partition. */
  static final double WRITERS = 100;

  /** Rows that the user DB copies in a second. */
  static final double IMPORTED_ROWS_PER_SECOND = 100_000;

  /** Seconds that a DML query may take, by default. */
  static final double DML_TIMEOUT = 30 * 60;

  private Assumptions() {}
}
