package com.ibm.weather.airlytics.jobs.aggregate.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the numbers must be: DuckDB's own SQL straight over the raw events, with nothing of the
 * job's code. Days are summed anew for every question.
 */
final class Oracle implements AutoCloseable {

  private final Connection duckDb;

  /** Reads all raw events of the sample, of which only ad impressions with a user count. */
  Oracle(Path rawEvents) throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    run(
        """
        CREATE TABLE events AS
        SELECT userid, shard, CAST(day AS date) AS day,
               json_extract_string(event, '$.attributes.revenue') AS text
        FROM read_parquet('%s/partition=*/day=*/*', hive_partitioning = true)
        WHERE name = 'ad-impression' AND userid IS NOT NULL AND userid <> ''
        """
            .formatted(rawEvents));
    run(
        """
        CREATE TABLE valued AS
        SELECT userid, shard, day,
               CASE WHEN isfinite(number) AND number = trunc(number) AND abs(number) < 9e18
                 THEN CAST(number AS bigint) END AS revenue
        FROM (SELECT *, TRY_CAST(text AS double) AS number FROM events)
        """);
  }

  /** The rows of one day: user, shard, value, count. */
  static String day(LocalDate day) {
    return days(day, day);
  }

  /** The rows of a window. */
  static String days(LocalDate from, LocalDate to) {
    return """
        SELECT userid, CAST(max(shard) AS bigint) AS shard,
               CAST(coalesce(sum(revenue), 0) AS bigint) AS revenue, count(*) AS cnt
        FROM valued WHERE day BETWEEN '%s' AND '%s' GROUP BY userid
        """
        .formatted(from, to);
  }

  /** Values of a day that are not numbers that fit. */
  long rejected(LocalDate day) throws SQLException {
    return number(
        "SELECT count(*) FROM valued WHERE revenue IS NULL AND day = '%s'".formatted(day));
  }

  void run(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).get(0).get(0));
  }

  /** The rows that one query has and the other lacks, the other way round as well. */
  List<List<String>> difference(String one, String other) throws SQLException {
    return rows(
        "(SELECT 'more', * FROM (%1$s) EXCEPT ALL SELECT 'more', * FROM (%2$s)) UNION ALL (SELECT 'less', * FROM (%2$s) EXCEPT ALL SELECT 'less', * FROM (%1$s)) LIMIT 10"
            .formatted(one, other));
  }

  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
