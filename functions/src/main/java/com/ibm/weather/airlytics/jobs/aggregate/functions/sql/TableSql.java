package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables that the job keeps and the temporary ones it drops: Hive DDL. */
public final class TableSql {

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

  /** Creates a table, unless it is there. */
  public String create(KeptTable table) {
    return SqlTemplate.fill(
        """
        CREATE EXTERNAL TABLE IF NOT EXISTS ${table} (
          `userid` string,
          `shard` bigint,
          ${column} ${type},
          `cnt` bigint
        )
        PARTITIONED BY (${day}`partition` smallint)
        STORED AS PARQUET
        LOCATION ${location}
        TBLPROPERTIES (
          ${properties}
        )
        """,
        Map.of(
            "table", Sql.hiveTable(configuration.destAthenaDb(), table.name()),
            "column", Sql.hiveName(configuration.targetColumn()),
            "type", configuration.aggregatedValueType().hive(),
            "day", table.byDay() ? "`day` string, " : "",
            "location", Sql.text(table.location().uri()),
            "properties", properties(table.properties())));
  }

  /** Gives a table that is there other properties; those that are not named stay. */
  public String alter(KeptTable table, Map<String, String> properties) {
    return SqlTemplate.fill(
        """
        ALTER TABLE ${table} SET TBLPROPERTIES (
          ${properties}
        )
        """,
        Map.of(
            "table", Sql.hiveTable(configuration.destAthenaDb(), table.name()),
            "properties", properties(properties)));
  }

  /** Makes a table show the files at its location, wherever it showed others. */
  public String move(KeptTable table) {
    return SqlTemplate.fill(
        "ALTER TABLE ${table} SET LOCATION ${location}",
        Map.of(
            "table", Sql.hiveTable(configuration.destAthenaDb(), table.name()),
            "location", Sql.text(table.location().uri())));
  }

  /** Drops a temporary table; its files stay. */
  public String drop(String table) {
    return "DROP TABLE IF EXISTS " + Sql.hiveTable(configuration.destAthenaDb(), table);
  }

  private static String properties(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> Sql.text(property.getKey()) + " = " + Sql.text(property.getValue()))
        .collect(Collectors.joining(",\n"));
  }
}
