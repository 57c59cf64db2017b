package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables that the job keeps and the temporary ones it drops: Hive DDL. A table is made once, so
 * its partitions are projected over all that there can be, not over the configured ones.
 */
public final class TableSql {

  private static final String BY_DAY =
      """
        'projection.day.type' = 'date',
        'projection.day.format' = 'yyyy-MM-dd',
        'projection.day.range' = '${firstDay},NOW',
      """;

  private final Configuration configuration;

  public TableSql(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Lists this aggregation's tables, kept and temporary (and any whose name begins like one). */
  public String showTables() {
    return "SHOW TABLES IN %s %s"
        .formatted(
            Sql.hiveName(configuration.destAthenaDb()),
            Sql.text(bases().stream().map(base -> base + "*").collect(Collectors.joining("|"))));
  }

  /** Recognizes the temporary tables of this aggregation, of whichever attempt. */
  public Predicate<String> isTemporary() {
    List<String> bases = bases();
    bases.add(draftBase(configuration.dailyAggregationsTable()));
    return bases.stream().map(Attempt::temporaryTablesOf).reduce(name -> false, Predicate::or);
  }

  /** What the temporary tables of a day's draft are named after. */
  public static String draftBase(String dailyTable) {
    return dailyTable + "_draft";
  }

  private List<String> bases() {
    List<String> bases = new ArrayList<>();
    bases.add(configuration.dailyAggregationsTable());
    configuration.secondaryAggregations().forEach(window -> bases.add(window.targetTable()));
    if (configuration.exportToCsv()) {
      bases.add(configuration.csvTablePrefix());
    }
    return bases;
  }

  /** The table over the daily aggregates of every day. */
  public String createDaily(Folder daily) {
    return create(configuration.dailyAggregationsTable(), daily, true);
  }

  /** The table that shows every snapshot of a window by day. */
  public String createHistory(SecondaryAggregation window, Folder snapshots) {
    return create(window.historyTable(), snapshots, true);
  }

  /** The table that shows the newest snapshot of a window. */
  public String createTarget(SecondaryAggregation window, Folder snapshot) {
    return create(window.targetTable(), snapshot, false);
  }

  /** Makes a window's table show another snapshot. */
  public String showSnapshot(SecondaryAggregation window, Folder snapshot) {
    return SqlTemplate.fill(
        "ALTER TABLE ${table} SET LOCATION ${location}",
        Map.of(
            "table", Sql.hiveTable(configuration.destAthenaDb(), window.targetTable()),
            "location", Sql.text(snapshot.uri())));
  }

  /** Drops a temporary table; its files stay. */
  public String drop(String table) {
    return "DROP TABLE IF EXISTS " + Sql.hiveTable(configuration.destAthenaDb(), table);
  }

  private String create(String table, Folder location, boolean byDay) {
    return SqlTemplate.fill(
        """
        CREATE EXTERNAL TABLE IF NOT EXISTS ${table} (
          `userid` string,
          `shard` bigint,
          ${column} ${type},
          `cnt` bigint
        )
        PARTITIONED BY (${dayColumn}`partition` smallint)
        STORED AS PARQUET
        LOCATION ${location}
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          ${dayProjection}'projection.partition.type' = 'integer',
          'projection.partition.range' = '0,${lastPartition}'
        )
        """,
        Map.of(
            "table", Sql.hiveTable(configuration.destAthenaDb(), table),
            "column", Sql.hiveName(configuration.targetColumn()),
            "type", configuration.aggregatedValueType().hive(),
            "dayColumn", byDay ? "`day` string, " : "",
            "location", Sql.text(location.uri()),
            "dayProjection", byDay ? dayProjection() : "",
            "lastPartition", Configuration.MOST_PARTITIONS - 1));
  }

  private String dayProjection() {
    LocalDate firstDay = configuration.historyStartDay();
    return SqlTemplate.fill(BY_DAY, Map.of("firstDay", firstDay)) + "\n";
  }
}
