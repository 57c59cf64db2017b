package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;

import com.ibm.weather.airlytics.jobs.aggregate.bench.DuckDb;
import com.ibm.weather.airlytics.jobs.aggregate.bench.Folders;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How many rows the job has written for how many users, and how large they are. */
final class RowBytes {

  private RowBytes() {}

  /**
   * Measures what a run has left.
   *
   * @param users how many there are
   * @param events raw events of the day
   * @return rows a user and bytes a row of the day, the snapshots and the CSV; bytes an event
   */
  static Map<String, Double> of(PreparedDay day, int users, int events)
      throws IOException, SQLException {
    Map<String, Double> figures = new TreeMap<>();
    try (DuckDb database = new DuckDb(day.scratch("spill"), "4GB")) {
      figures.putAll(
          of(database, "d1", day.job().dailyFolder().resolve("day=" + PreparedDay.DAY), users));
      for (SecondaryAggregation window : day.job().configuration().secondaryAggregations()) {
        Path snapshot = day.snapshots(window).resolve("day=" + PreparedDay.DAY);
        figures.putAll(of(database, window.columnSuffix(), snapshot, users));
      }
    }
    double lines = figures.get("rows.total.perUser") * users;
    Path csv = day.job().objects().resolve(day.job().configuration().csvOutputBucket());
    figures.put("rows.csv.bytes", Folders.bytes(csv) / lines / CSVS);
    figures.put("rows.events.bytes", (double) day.rawBytes() / events);
    return figures;
  }

  /** That of the day before and that of the day. */
  private static final int CSVS = 2;

  private static Map<String, Double> of(DuckDb database, String name, Path folder, int users)
      throws IOException, SQLException {
    double rows =
        Double.parseDouble(
            database.value(
                "SELECT count(*) FROM read_parquet(%s)"
                    .formatted(DuckDb.text(folder.resolve("partition=*").resolve("*")))));
    return Map.of(
        "rows.%s.perUser".formatted(name), rows / users,
        "rows.%s.bytes".formatted(name), Folders.bytes(folder) / rows);
  }
}
