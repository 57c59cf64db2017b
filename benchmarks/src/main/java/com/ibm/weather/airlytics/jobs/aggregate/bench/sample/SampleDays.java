package com.ibm.weather.airlytics.jobs.aggregate.bench.sample;

import com.ibm.weather.airlytics.jobs.aggregate.bench.DuckDb;
import com.ibm.weather.airlytics.jobs.aggregate.bench.SqlResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;

/**
 * Makes days of raw events, and days that are aggregated already: what the job would have made of
 * the raw events of the day, without making those.
 */
public final class SampleDays implements AutoCloseable {

  private static final String EVENTS =
      """
      COPY (SELECT *, DATE '%1$s' AS day FROM events(DATE '%1$s')) TO %2$s (
        FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition, day),
        FILENAME_PATTERN 'part-{i}', OVERWRITE_OR_IGNORE)
      """;

  private static final String AGGREGATES =
      """
      COPY (FROM aggregates(DATE '%s')) TO %s (
        FORMAT parquet, COMPRESSION snappy, PARTITION_BY (partition),
        FILENAME_PATTERN 'part-{i}', OVERWRITE_OR_IGNORE)
      """;

  private final DuckDb database;

  /**
   * Makes the users.
   *
   * @param spillFolder where data goes that does not fit into memory
   */
  public SampleDays(SampleSize size, Path spillFolder) throws SQLException {
    database = new DuckDb(spillFolder, "4GB");
    database.execute("SET partitioned_write_max_open_files = 1000");
    database.execute("SET partitioned_write_flush_threshold = 2000000");
    String sql =
        SqlResource.read(
            SampleDays.class,
            "sample.sql",
            Map.of(
                "users", size.users(),
                "events", size.eventsPerDay(),
                "partitions", size.partitions()));
    database.execute(sql);
  }

  /** Writes raw events in the source table's layout. */
  public void writeEvents(LocalDate day, Path folder) throws SQLException, IOException {
    Files.createDirectories(folder);
    database.execute(EVENTS.formatted(day, DuckDb.text(folder)));
  }

  /** Writes the daily aggregates of a day and its marker. */
  public void writeAggregates(LocalDate day, Path dailyFolder) throws SQLException, IOException {
    Path folder = Files.createDirectories(dailyFolder.resolve("day=" + day));
    database.execute(AGGREGATES.formatted(day, DuckDb.text(folder)));
    Files.write(dailyFolder.resolve("_SUCCESS_" + day), new byte[0]);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
