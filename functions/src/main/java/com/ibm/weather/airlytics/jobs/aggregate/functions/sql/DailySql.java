package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** The statements that turn the raw events of one day into daily aggregates. */
public final class DailySql {

  private final Configuration configuration;

  public DailySql(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Counts the source partitions that have data for a day. */
  public String countPartitions(LocalDate day) {
    return SqlTemplate.fill(
        """
        SELECT count(DISTINCT "partition") AS partitions
        FROM ${events}
        WHERE day = ${day}
        """,
        Map.of("events", events(), "day", Sql.text(day)));
  }

  /**
   * Tells of each day with events how many source partitions have data, how many events there are,
   * and what tells the files that they are in from any others. Reads no column: all of that is in
   * the names of the files and in their footers.
   */
  public String countEvents(Collection<LocalDate> days) {
    return SqlTemplate.fill(
        """
        SELECT
          day,
          count(DISTINCT "partition") AS partitions,
          count(*) AS events,
          to_hex(checksum("$path")) AS files
        FROM ${events}
        WHERE day IN (${days})
        GROUP BY day
        """,
        Map.of("events", events(), "days", days.stream().map(Sql::text).collect(joining(", "))));
  }

  /**
   * Reads the raw events of the day once and writes a row for each user. An Athena statement that
   * writes cannot also answer, so the day's totals travel in the name of a partition folder, where
   * {@link Summary} reads them without another query: {@code summary=users} holds the rows, and the
   * one other folder is named after the totals.
   */
  public String draft(LocalDate day, String draftTable, Folder draftFolder) {
    ValueSql value = new ValueSql(configuration.aggregatedValueType());
    return SqlTemplate.fill(
        """
        CREATE TABLE ${draft}
        WITH (
          format = 'PARQUET',
          write_compression = 'SNAPPY',
          external_location = ${location},
          partitioned_by = ARRAY['summary']
        ) AS
        WITH
          texts AS (
            SELECT
              nullif(userid, '') AS userid,
              shard,
              "partition",
              json_extract_scalar(event, ${path}) AS text
            FROM ${events}
            WHERE day = ${day} AND name = ${eventName}
          ),
          events AS (
            SELECT
              userid,
              shard,
              "partition",
              ${number} AS value
            FROM texts
          ),
          sums AS (
            SELECT
              userid,
              max(CAST(shard AS bigint)) AS shard,
              max(CAST("partition" AS smallint)) AS "partition",
              ${sum} AS value,
              count(*) AS cnt,
              count(value) AS accepted
            FROM events
            GROUP BY userid
          )
        SELECT
          userid,
          max(shard) AS shard,
          max("partition") AS "partition",
          max(value) AS ${column},
          max(cnt) AS cnt,
          CASE WHEN grouping(userid) = 0 THEN 'users'
            ELSE
              ${totals}
          END AS summary
        FROM sums
        GROUP BY GROUPING SETS ((userid), ())
        """,
        Map.ofEntries(
            Map.entry("draft", Sql.table(configuration.destAthenaDb(), draftTable)),
            Map.entry("location", Sql.text(draftFolder.uri())),
            Map.entry("path", Sql.text(configuration.aggregatedValueJsonPath())),
            Map.entry("events", events()),
            Map.entry("day", Sql.text(day)),
            Map.entry("eventName", Sql.text(configuration.eventName())),
            Map.entry("number", value.number("text")),
            Map.entry("sum", value.sum("value")),
            Map.entry("column", Sql.name(configuration.targetColumn())),
            Map.entry(
                "totals",
                Summary.sql(
                    Map.of(
                        "users", "count(userid)",
                        "events", "sum(cnt)",
                        "rejected", "sum(CASE WHEN value IS NULL THEN cnt ELSE cnt - accepted END)",
                        "without_user", "sum(CASE WHEN userid IS NULL THEN cnt END)")))));
  }

  /**
   * Writes the daily aggregates of the day from the draft, one file a partition.
   *
   * @param range the partitions to write
   */
  public String day(String draftTable, PartitionRange range, String temporaryTable, Folder folder) {
    return SqlTemplate.fill(
        """
        CREATE TABLE ${table}
        WITH (
          format = 'PARQUET',
          write_compression = 'SNAPPY',
          external_location = ${location},
          partitioned_by = ARRAY['partition'],
          bucketed_by = ARRAY['userid'],
          bucket_count = 1
        ) AS
        SELECT
          userid,
          shard,
          coalesce(${column}, CAST(0 AS ${type})) AS ${column},
          cnt,
          "partition"
        FROM ${draft}
        WHERE summary = 'users' AND userid IS NOT NULL${range}
        """,
        Map.of(
            "range", range.condition("\"partition\"").map(" AND "::concat).orElse(""),
            "table", Sql.table(configuration.destAthenaDb(), temporaryTable),
            "location", Sql.text(folder.uri()),
            "column", Sql.name(configuration.targetColumn()),
            "type", configuration.aggregatedValueType().trino(),
            "draft", Sql.table(configuration.destAthenaDb(), draftTable)));
  }

  private String events() {
    return Sql.table(configuration.sourceAthenaDb(), configuration.sourceEventsTable());
  }
}
