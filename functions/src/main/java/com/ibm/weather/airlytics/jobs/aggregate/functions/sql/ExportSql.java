package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.SecondaryAggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statement that writes the CSV, and the columns it has. */
public final class ExportSql {

  /** A source of one pair of CSV columns, with the user's value in it. */
  private record Part(String suffix, String table, String value) {}

  private final Configuration configuration;

  public ExportSql(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The CSV's columns behind {@code user_id}, as the import names them. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("shard"));
    for (Part part : parts()) {
      columns.add(configuration.targetColumn() + "_" + part.suffix());
      columns.add("cnt_" + part.suffix());
    }
    return columns;
  }

  /**
   * Writes a line for each user of the total. The snapshots and the day are stacked and grouped
   * once, which is one pass over each; the total row goes where {@link Summary} finds it. Athena
   * quotes nothing in text output, so user ids are quoted here, as PostgreSQL's CSV expects. A user
   * is one row of a snapshot, so no sum of one can overflow; that of the total row may, and is not
   * read. Users whom the user DB would refuse are set apart, each kind in files of its own.
   */
  public String csv(LocalDate day, String temporaryTable, Folder csvFolder) {
    String total = Sql.text(configuration.total().columnSuffix());
    return SqlTemplate.fill(
        """
        CREATE TABLE ${table}
        WITH (
          format = 'TEXTFILE',
          field_delimiter = ',',
          write_compression = 'GZIP',
          external_location = ${location},
          partitioned_by = ARRAY['summary'],
          bucketed_by = ARRAY['user_id'],
          bucket_count = 1
        ) AS
        SELECT
          CASE WHEN userid = '' OR regexp_like(userid, '[",\\r\\n]')
            THEN '"' || replace(userid, '"', '""') || '"'
            ELSE userid
          END AS user_id,
          coalesce(max(shard), 0) AS shard,
          ${columns},
          CASE
            WHEN grouping(userid) = 1 THEN
              ${totals}
            ${users}
          END AS summary
        FROM (
          ${rows}
        ) AS stacked
        GROUP BY GROUPING SETS ((userid), ())
        """,
        Map.of(
            "table", Sql.table(configuration.destAthenaDb(), temporaryTable),
            "location", Sql.text(csvFolder.uri()),
            "columns", parts().stream().map(this::columnPair).collect(Collectors.joining(",\n")),
            "totals",
                Summary.sql(
                    Map.of("users", "sum(CASE WHEN part = %s THEN 1 END)".formatted(total))),
            "users", String.join("\n", users(total)),
            "rows",
                parts().stream()
                    .map(part -> rows(part, day))
                    .collect(Collectors.joining("\nUNION ALL\n"))));
  }

  /** Where the line of a user goes: one bad line makes the user DB refuse the whole file. */
  private List<String> users(String total) {
    List<String> cases = new ArrayList<>();
    if (configuration.importToUserDb()) {
      for (Refusal refusal : Refusal.values()) {
        cases.add(
            "WHEN %s THEN %s".formatted(refusal.condition(total), Sql.text(refusal.summary())));
      }
    }
    cases.add("ELSE 'users'");
    return cases;
  }

  /**
   * In a day that the job before this one has aggregated, a user whose values were all invalid has
   * none: that is 0, as it is in the windows.
   */
  private List<Part> parts() {
    String column = Sql.name(configuration.targetColumn());
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("d1", configuration.dailyAggregationsTable(), orZero(column)));
    for (SecondaryAggregation window : configuration.secondaryAggregations()) {
      parts.add(new Part(window.columnSuffix(), window.historyTable(), column));
    }
    return parts;
  }

  private String orZero(String value) {
    return "coalesce(%s, CAST(0 AS %s))"
        .formatted(value, configuration.aggregatedValueType().trino());
  }

  private String columnPair(Part part) {
    ValueSql value = new ValueSql(configuration.aggregatedValueType());
    return SqlTemplate.fill(
        """
        ${sum} AS ${column},
        coalesce(sum(CASE WHEN part = ${part} THEN cnt END), 0) AS ${count}
        """,
        Map.of(
            "sum",
                orZero(
                    value.sum(
                        "CASE WHEN part = %s THEN value END".formatted(Sql.text(part.suffix())))),
            "column", Sql.name(configuration.targetColumn() + "_" + part.suffix()),
            "part", Sql.text(part.suffix()),
            "count", Sql.name("cnt_" + part.suffix())));
  }

  private String rows(Part part, LocalDate day) {
    return SqlTemplate.fill(
        """
        SELECT ${part} AS part, userid, shard, ${value} AS value, cnt
        FROM ${table}
        WHERE day = ${day} AND userid IS NOT NULL
        """,
        Map.of(
            "part", Sql.text(part.suffix()),
            "value", part.value(),
            "table", Sql.table(configuration.destAthenaDb(), part.table()),
            "day", Sql.text(day)));
  }
}
