package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.RegisteredTable;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.StorageFormat;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.QueryTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a statement in Hive's language answers.
 *
 * @param columns the columns that Athena names for the answer
 * @param lines the answer
 */
record HiveAnswer(List<String> columns, List<String> lines) {

  static final HiveAnswer NONE = new HiveAnswer(List.of(), List.of());

  private static final String SEPARATOR = "\t \t ";

  /** The names that a pattern matches, in which {@code *} is any text and {@code |} is or. */
  static HiveAnswer names(String column, List<String> names, Optional<String> pattern) {
    Pattern matcher = Pattern.compile(pattern.map(HiveAnswer::regex).orElse(".*"));
    List<String> found = names.stream().filter(name -> matcher.matcher(name).matches()).toList();
    return new HiveAnswer(List.of(column), found);
  }

  /** The answer to DESCRIBE. */
  static HiveAnswer description(RegisteredTable registered) {
    List<String> lines = new ArrayList<>();
    registered.allColumns().forEach(column -> lines.add(row(column.name(), column.type())));
    List<Column> partitionColumns = registered.table().partitionColumns();
    if (!partitionColumns.isEmpty()) {
      lines.add(SEPARATOR);
      lines.add("# Partition Information" + SEPARATOR);
      lines.add(row("# col_name", "data_type"));
      lines.add(SEPARATOR);
      partitionColumns.forEach(column -> lines.add(row(column.name(), column.type())));
    }
    return new HiveAnswer(List.of("col_name", "data_type", "comment"), lines);
  }

  /** The answer to SHOW CREATE TABLE: a statement that creates the same table. */
  static HiveAnswer createStatement(RegisteredTable registered) {
    Table table = registered.table();
    StringBuilder sql =
        new StringBuilder(
                "CREATE EXTERNAL TABLE `%s.%s`(\n".formatted(table.database(), table.name()))
            .append(columns(table.columns()))
            .append(")");
    if (!table.partitionColumns().isEmpty()) {
      sql.append("\nPARTITIONED BY (\n").append(columns(table.partitionColumns())).append(")");
    }
    if (table.format() == StorageFormat.TEXTFILE) {
      sql.append("\nROW FORMAT DELIMITED\n  FIELDS TERMINATED BY ")
          .append(quoted(QueryTables.fieldDelimiter(table.properties())));
    }
    sql.append("\nSTORED AS ").append(table.format());
    sql.append("\nLOCATION\n  ").append(quoted(table.location()));
    if (!table.properties().isEmpty()) {
      String properties =
          new TreeMap<>(table.properties())
              .entrySet().stream()
                  .map(entry -> "  " + quoted(entry.getKey()) + "=" + quoted(entry.getValue()))
                  .collect(joining(",\n"));
      sql.append("\nTBLPROPERTIES (\n").append(properties).append(")");
    }
    return new HiveAnswer(List.of("createtab_stmt"), sql.toString().lines().toList());
  }

  private static String columns(List<Column> columns) {
    return columns.stream()
        .map(column -> "  `" + column.name() + "` " + column.type())
        .collect(joining(",\n"));
  }

  private static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\t", "\\t")
            .replace("\u0001", "\\u0001");
    return "'" + escaped + "'";
  }

  private static String row(String name, String type) {
    return "%-20s\t%-20s\t%-20s".formatted(name, type, "");
  }

  private static String regex(String pattern) {
    return Arrays.stream(pattern.split("\\|"))
        .map(
            choice ->
                Arrays.stream(choice.split("\\*", -1)).map(Pattern::quote).collect(joining(".*")))
        .collect(joining("|"));
  }
}
