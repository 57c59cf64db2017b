package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statements that write a window's snapshot. A user that moved between partitions is one row,
 * in the partition of the last day that is known of it: only when that is known can a statement
 * tell whether the user is one of its range of partitions.
 */
public final class WindowSql {

  private final Configuration configuration;
  private final ValueSql value;

  public WindowSql(Configuration configuration) {
    this.configuration = configuration;
    this.value = new ValueSql(configuration.aggregatedValueType());
  }

  /** Sums all days of the window. */
  public String sumOfDays(
      DayRange window, PartitionRange range, String temporaryTable, Folder folder) {
    return snapshot(range, temporaryTable, folder, days(window, "", "day"));
  }

  /**
   * Starts from an earlier snapshot, adds the days that came and subtracts those that left.
   *
   * @param added days that are in the window but not in the earlier snapshot
   * @param left days that are in the earlier snapshot but no longer in the window
   */
  public String fromSnapshot(
      SecondaryAggregation window,
      LocalDate earlier,
      List<DayRange> added,
      List<DayRange> left,
      PartitionRange range,
      String temporaryTable,
      Folder folder) {
    List<String> parts = new ArrayList<>();
    parts.add(
        rows(
            Sql.table(configuration.destAthenaDb(), window.historyTable()),
            "",
            "day",
            "day = " + Sql.text(earlier)));
    added.forEach(days -> parts.add(days(days, "", "day")));
    left.forEach(days -> parts.add(days(days, "-", "''")));
    return snapshot(range, temporaryTable, folder, String.join("\nUNION ALL\n", parts));
  }

  private String snapshot(PartitionRange range, String temporaryTable, Folder folder, String rows) {
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
          max_by(shard, seen) AS shard,
          ${sum} AS ${column},
          sum(cnt) AS cnt,
          max_by("partition", seen) AS "partition"
        FROM (
          ${rows}
        ) AS days
        GROUP BY userid
        HAVING sum(cnt) > 0${range}
        """,
        Map.of(
            "range", range.condition("max_by(\"partition\", seen)").map(" AND "::concat).orElse(""),
            "table", Sql.table(configuration.destAthenaDb(), temporaryTable),
            "location", Sql.text(folder.uri()),
            "sum", value.exactSum("value"),
            "column", Sql.name(configuration.targetColumn()),
            "rows", rows));
  }

  private String days(DayRange range, String sign, String seen) {
    return rows(
        Sql.table(configuration.destAthenaDb(), configuration.dailyAggregationsTable()),
        sign,
        seen,
        "day BETWEEN %s AND %s AND userid IS NOT NULL"
            .formatted(Sql.text(range.from()), Sql.text(range.to())));
  }

  private String rows(String table, String sign, String seen, String condition) {
    return SqlTemplate.fill(
        """
        SELECT userid, shard, "partition", ${value} AS value, ${sign}cnt AS cnt, ${seen} AS seen
        FROM ${table}
        WHERE ${condition}
        """,
        Map.of(
            "sign", sign,
            "value", value.summand(sign, Sql.name(configuration.targetColumn())),
            "seen", seen,
            "table", table,
            "condition", condition));
  }
}
