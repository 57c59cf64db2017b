package com.ibm.weather.airlytics.jobs.aggregate.bench.original;

import com.ibm.weather.airlytics.jobs.aggregate.bench.job.EmbeddedJob;
import com.ibm.weather.airlytics.jobs.aggregate.bench.job.PreparedDay;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of the original job for a normal day, in its order: whether the day is complete;
 * the daily table, the day and the drop of its temporary table; for each window and each partition
 * a CTAS that joins the snapshot before with the day that came and the day that left, and the drop
 * of its temporary table; for each window the drop and the creation of its table; the CSV and the
 * drop of its temporary table. With 100 partitions and four windows these are 814.
 */
final class OriginalStatements {

  private static final LocalDate DAY = PreparedDay.DAY;
  private static final String DATABASE = "original";
  private static final String COLUMNS =
      "`userid` string, `shard` bigint, `revenue` bigint, `cnt` bigint";

  private final PreparedDay prepared;
  private final EmbeddedJob job;
  private final Configuration configuration;

  OriginalStatements(PreparedDay prepared) {
    this.prepared = prepared;
    this.job = prepared.job();
    this.configuration = job.configuration();
  }

  /** What is there before the day: the tables of the snapshots of the day before. */
  List<String> setUp() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE DATABASE IF NOT EXISTS `%s`".formatted(DATABASE));
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      statements.add(
          table(
              window.columnSuffix(),
              prepared.snapshots(window).resolve("day=" + DAY.minusDays(1)),
              false));
    }
    return statements;
  }

  /** The day. */
  List<String> day() {
    List<String> statements = new ArrayList<>();
    statements.add(
        """
        SELECT count(DISTINCT "partition") FROM %s WHERE day = '%s'"""
            .formatted(events(), DAY));
    statements.add(table("d1", job.dailyFolder(), true));
    statements.add(daily());
    statements.add(drop("d1_tmp"));
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      statements.addAll(window(window));
    }
    statements.add(csv());
    statements.add(drop("csv_tmp"));
    return statements;
  }

  private String daily() {
    return """
        CREATE TABLE %s
        WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = '%s',
          partitioned_by = ARRAY['partition'], bucketed_by = ARRAY['userid'], bucket_count = 1) AS
        SELECT userid, CAST(max(shard) AS bigint) AS shard,
          sum(CAST(json_extract_scalar(event, '%s') AS bigint)) AS revenue, count(*) AS cnt,
          CAST("partition" AS smallint) AS "partition"
        FROM %s
        WHERE day = '%s' AND name = '%s'
        GROUP BY userid, "partition\""""
        .formatted(
            name("d1_tmp"),
            job.uri(job.dailyFolder().resolve("day=" + DAY)),
            configuration.aggregatedValueJsonPath(),
            events(),
            DAY,
            configuration.eventName());
  }

  private List<String> window(SecondaryAggregation window) {
    List<String> statements = new ArrayList<>();
    Path snapshot = job.target("original").resolve(window.columnSuffix()).resolve("day=" + DAY);
    for (int partition = 0; partition < configuration.sourcePartitions(); partition++) {
      String temporary = window.columnSuffix() + "_tmp_" + partition;
      statements.add(
          """
          CREATE TABLE %s
          WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = '%s',
            bucketed_by = ARRAY['userid'], bucket_count = 1) AS
          SELECT known.userid, known.shard,
            known.revenue - coalesce(gone.revenue, 0) AS revenue,
            known.cnt - coalesce(gone.cnt, 0) AS cnt
          FROM (
            SELECT userid, coalesce(came.shard, earlier.shard) AS shard,
              coalesce(earlier.revenue, 0) + coalesce(came.revenue, 0) AS revenue,
              coalesce(earlier.cnt, 0) + coalesce(came.cnt, 0) AS cnt
            FROM (SELECT * FROM %s WHERE "partition" = %d) AS earlier
            FULL JOIN (SELECT * FROM %s WHERE day = '%s' AND "partition" = %4$d) AS came
              USING (userid)
          ) AS known
          LEFT JOIN (SELECT * FROM %5$s WHERE day = '%7$s' AND "partition" = %4$d) AS gone
            ON gone.userid = known.userid"""
              .formatted(
                  name(temporary),
                  job.uri(snapshot.resolve("partition=" + partition)),
                  name(window.columnSuffix()),
                  partition,
                  name("d1"),
                  DAY,
                  DAY.minusDays(window.aggregationWindowDays())));
      statements.add(drop(temporary));
    }
    statements.add(drop(window.columnSuffix()));
    statements.add(table(window.columnSuffix(), snapshot, false));
    return statements;
  }

  private String csv() {
    List<SecondaryAggregation> others =
        configuration.secondaryAggregations().stream()
            .filter(window -> !window.columnSuffix().equals("total"))
            .toList();
    String columns =
        others.stream()
            .map(
                window ->
                    "%1$s.revenue AS revenue_%1$s, %1$s.cnt AS cnt_%1$s"
                        .formatted(window.columnSuffix()))
            .collect(Collectors.joining(", "));
    String joins =
        others.stream()
            .map(
                window ->
                    "LEFT JOIN %1$s AS %2$s ON %2$s.userid = total.userid"
                        .formatted(name(window.columnSuffix()), window.columnSuffix()))
            .collect(Collectors.joining("\n"));
    return """
        CREATE TABLE %s
        WITH (format = 'TEXTFILE', field_delimiter = ',', write_compression = 'GZIP',
          external_location = '%s', bucketed_by = ARRAY['user_id'], bucket_count = 1) AS
        SELECT total.userid AS user_id, total.shard, d1.revenue AS revenue_d1, d1.cnt AS cnt_d1,
          %s, total.revenue AS revenue_total, total.cnt AS cnt_total
        FROM %s AS total
        LEFT JOIN (SELECT * FROM %s WHERE day = '%s') AS d1 ON d1.userid = total.userid
        %s"""
        .formatted(
            name("csv_tmp"),
            job.uri(job.target("original").resolve("csv")),
            columns,
            name("total"),
            name("d1"),
            DAY,
            joins);
  }

  private String table(String table, Path location, boolean byDay) {
    String day =
        byDay
            ? "'projection.day.type' = 'date', 'projection.day.format' = 'yyyy-MM-dd',"
                + " 'projection.day.range' = '2021-01-01,NOW',"
            : "";
    return """
        CREATE EXTERNAL TABLE IF NOT EXISTS `%s`.`%s` (%s)
        PARTITIONED BY (%s`partition` smallint)
        STORED AS PARQUET
        LOCATION '%s'
        TBLPROPERTIES ('projection.enabled' = 'true', %s
          'projection.partition.type' = 'integer', 'projection.partition.range' = '0,99')"""
        .formatted(DATABASE, table, COLUMNS, byDay ? "`day` string, " : "", job.uri(location), day);
  }

  private static String drop(String table) {
    return "DROP TABLE IF EXISTS `%s`.`%s`".formatted(DATABASE, table);
  }

  private static String name(String table) {
    return "\"%s\".\"%s\"".formatted(DATABASE, table);
  }

  private String events() {
    return "\"%s\".\"%s\""
        .formatted(configuration.sourceAthenaDb(), configuration.sourceEventsTable());
  }
}
