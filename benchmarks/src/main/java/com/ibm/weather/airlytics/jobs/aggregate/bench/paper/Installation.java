package com.ibm.weather.airlytics.jobs.aggregate.bench.paper;

import static com.ibm.weather.airlytics.jobs.aggregate.bench.paper.Assumptions.EVENTS_PER_USER;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.paper.Assumptions.IMPORTED_ROWS_PER_SECOND;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.paper.Assumptions.ROWS_PER_SECOND_AND_WRITER;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.paper.Assumptions.SCANNED_BYTES_PER_SECOND;
import static com.ibm.weather.airlytics.jobs.aggregate.bench.paper.Assumptions.WRITERS;

import java.util.List;
import java.util.Map;

/**
 * A normal day of an installation with so many users, extrapolated: rows and bytes grow with the
 * users.
 */
final class Installation {

  private static final List<String> SNAPSHOTS = List.of("d7", "d30", "d365", "total");

  private final double users;
  private final Map<String, Double> figures;

  /**
   * @param figures as the chapter on growth has measured them
   */
  Installation(double users, Map<String, Double> figures) {
    this.users = users;
    this.figures = figures;
  }

  double rawBytes() {
    return users * EVENTS_PER_USER * figures.get("rows.events.bytes");
  }

  private double rows(String table) {
    return users * figures.get("rows.%s.perUser".formatted(table));
  }

  private double bytes(String table) {
    return rows(table) * figures.get("rows.%s.bytes".formatted(table));
  }

  /** A window is its snapshot of the day before, the day that came and the day that left. */
  private double windowBytes(String snapshot) {
    int days = snapshot.equals("total") ? 1 : 2;
    return bytes(snapshot) + days * bytes("d1");
  }

  /** What a normal day reads: events, the draft, the windows and all that the CSV is made of. */
  double scannedBytes() {
    double windows = SNAPSHOTS.stream().mapToDouble(this::windowBytes).sum();
    double csv = bytes("d1") + SNAPSHOTS.stream().mapToDouble(this::bytes).sum();
    return rawBytes() + bytes("d1") + windows + csv;
  }

  /** What it leaves in S3: the day and the snapshots. */
  double writtenBytes() {
    return bytes("d1") + SNAPSHOTS.stream().mapToDouble(this::bytes).sum();
  }

  double csvBytes() {
    return rows("total") * figures.get("rows.csv.bytes");
  }

  /** Reads all events of the day; writes a row a user of the day, one file. */
  double draftSeconds() {
    return rawBytes() / SCANNED_BYTES_PER_SECOND;
  }

  /** The windows run side by side; the longest reads and writes the most. */
  double windowSeconds() {
    return SNAPSHOTS.stream()
        .mapToDouble(
            snapshot ->
                windowBytes(snapshot) / SCANNED_BYTES_PER_SECOND
                    + rows(snapshot) / WRITERS / ROWS_PER_SECOND_AND_WRITER)
        .max()
        .orElseThrow();
  }

  /** One file, so one writer. */
  double csvSeconds() {
    return rows("total") / ROWS_PER_SECOND_AND_WRITER;
  }

  double importSeconds() {
    return rows("total") / IMPORTED_ROWS_PER_SECOND;
  }
}
