package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.DuckDb.text;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What readers must see: DuckDB's own SQL straight over the raw events as they are now, with
 * nothing of the job's code. Every window is summed anew from its days.
 */
final class RawEventsOracle {

  private static final String NUMBER = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";

  private final DuckDb duckDb;
  private final String type;

  /**
   * Reads all raw events.
   *
   * @param type the type of the values as the configuration says it
   */
  RawEventsOracle(DuckDb duckDb, RawEventFiles files, String type)
      throws SQLException, IOException {
    this.duckDb = duckDb;
    this.type = type;
    duckDb.run("CREATE OR REPLACE TEMP TABLE raw AS " + raw(files));
    duckDb.run(
        """
        CREATE OR REPLACE TEMP TABLE daily AS
        WITH texts AS (
          SELECT *, json_extract_string(event, '$.attributes.revenue') AS text
          FROM raw
          WHERE name = 'ad-impression' AND userid <> ''
        ), numbers AS (
          SELECT *, CASE WHEN regexp_full_match(text, '%s') THEN try_cast(text AS %s) END AS number
          FROM texts
        ), sums AS (
          SELECT day, userid, max(shard) AS shard, max(place) AS place, count(*) AS cnt,
            coalesce(sum(CASE WHEN %s THEN number END), 0) AS value
          FROM numbers
          GROUP BY day, userid
        )
        SELECT * REPLACE (CASE WHEN %s THEN value ELSE 0 END AS value) FROM sums
        """
            .formatted(
                NUMBER,
                isFloating() ? "double" : "decimal(38, 12)",
                isFloating() ? "isfinite(number)" : "number %% %s = 0".formatted(step()),
                isFloating() ? "true" : "abs(value) < " + limit()));
  }

  private static String raw(RawEventFiles files) throws IOException {
    return files.isEmpty()
        ? "SELECT '' AS userid, 0 AS shard, '' AS name, '' AS event, 0 AS place, DATE '1970-01-01' AS day LIMIT 0"
        : """
        SELECT userid, shard, name, event, CAST("partition" AS integer) AS place,
          CAST(day AS date) AS day
        FROM read_parquet(%s, hive_partitioning = true)
        """
            .formatted(text(files.folder() + "/partition=*/day=*/*"));
  }

  private boolean isFloating() {
    return type.equals("double") || type.equals("float");
  }

  /** What every number of the type is a multiple of. */
  private String step() {
    return type.startsWith("decimal") ? "0.01" : "1";
  }

  /** What no number of the type reaches. */
  private String limit() {
    return switch (type) {
      case "int" -> "2147483648";
      case "bigint" -> "9223372036854775808";
      case "decimal(10,2)" -> "100000000";
      default -> throw new IllegalArgumentException("no such type here: " + type);
    };
  }

  /** Whether a day has events of any kind in so many partitions. */
  boolean isComplete(LocalDate day, int partitions) throws SQLException {
    String sql = "SELECT count(DISTINCT place) FROM raw WHERE day = %s".formatted(text(day));
    return Integer.parseInt(duckDb.rows(sql).get(0).get(0)) >= partitions;
  }

  /** The rows of the days from one to another, each day by itself. */
  List<Row> days(String table, LocalDate from, LocalDate to) throws SQLException {
    return duckDb
        .rows(
            "SELECT day, userid, shard, value, cnt, place FROM daily WHERE day BETWEEN %s AND %s"
                .formatted(text(from), text(to)))
        .stream()
        .map(row -> row(table, row))
        .collect(Collectors.toList());
  }

  /** The rows of the sums of the days from one to another, as a snapshot of the last. */
  List<Row> window(String table, LocalDate from, LocalDate to) throws SQLException {
    return duckDb
        .rows(
            """
            SELECT %s, userid, arg_max(shard, day), sum(value), sum(cnt), arg_max(place, day)
            FROM daily WHERE day BETWEEN %s AND %s GROUP BY userid
            """
                .formatted(text(to), text(from), text(to)))
        .stream()
        .map(row -> row(table, row))
        .collect(Collectors.toList());
  }

  private Row row(String table, List<String> row) {
    return new Row(
        table,
        row.get(0),
        row.get(1),
        row.get(2),
        Row.normal(row.get(3), type),
        row.get(4),
        row.get(5));
  }
}
