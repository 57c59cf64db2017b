package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.literal;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Table;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TableSource;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The DuckDB table expression for the files of a table. Columns of a Parquet file are found by
 * name, cast to the declared type, and NULL where a file lacks them. The values of partition
 * columns and the file's address are found by the file's position, so neither the folder's name nor
 * a column of the same name in the file has a say in them.
 */
final class Relation {

  /** DuckDB's column with the position of a row's file among the files that are read. */
  private static final String FILE = "file_index";

  private static final Column ADDRESS = new Column(TableSource.PATH, "string");

  /** Never part of a text file, so that every line is one field. */
  private static final String NO_DELIMITER = "\u001c\u001d\u001e\u001f";

  /** What no line is, since an empty line and {@code \\N} are not NULL as a whole. */
  private static final String NO_NULL = "\u0006\u0015\u0006";

  private final Table table;
  private final Set<String> readColumns;
  private final List<PartitionFiles> partitions;
  private final Function<Path, String> addresses;

  Relation(
      Table table,
      Set<String> readColumns,
      List<PartitionFiles> partitions,
      Function<Path, String> addresses) {
    this.table = table;
    this.readColumns = readColumns;
    this.partitions = partitions;
    this.addresses = addresses;
  }

  String sql() {
    List<Column> columns = read(table.columns());
    List<Column> partitionColumns = new ArrayList<>(read(table.partitionColumns()));
    partitionColumns.addAll(read(List.of(ADDRESS)));
    if (partitions.isEmpty()) {
      return emptySql(columns, partitionColumns);
    }
    List<String> selected = new ArrayList<>();
    columns.forEach(column -> selected.add(inFile(column.name()) + " AS " + name(column.name())));
    partitionColumns.forEach(
        column -> selected.add(valueSql(column) + " AS " + name(column.name())));
    String select = selected.isEmpty() ? "1 AS \"$row\"" : String.join(", ", selected);
    return "(SELECT " + select + " FROM " + filesSql() + " f)";
  }

  private static String emptySql(List<Column> columns, List<Column> partitionColumns) {
    String nulls =
        IntStream.range(0, columns.size() + partitionColumns.size())
            .mapToObj(
                i -> i < columns.size() ? columns.get(i) : partitionColumns.get(i - columns.size()))
            .map(column -> "CAST(NULL AS " + type(column) + ") AS " + name(column.name()))
            .collect(joining(", "));
    return "(SELECT " + (nulls.isEmpty() ? "1 AS \"$row\"" : nulls) + " WHERE false)";
  }

  private String filesSql() {
    String files =
        SqlText.list(
            partitions.stream()
                .flatMap(partition -> partition.files().stream())
                .map(file -> file.path().toString())
                .toList());
    return switch (table.format()) {
      case PARQUET -> parquetSql(files);
      case TEXTFILE -> textSql(files);
    };
  }

  private String parquetSql(String files) {
    String schema =
        table.columns().stream()
            .map(
                column ->
                    "%s: {name: %s, type: %s, default_value: NULL}"
                        .formatted(
                            literal(column.name()),
                            literal("$" + column.name()),
                            literal(type(column))))
            .collect(joining(", "));
    return "read_parquet(%s, schema = MAP {%s})".formatted(files, schema);
  }

  private String textSql(String files) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      String text = "nullif(fields[%d], '\\N')".formatted(i + 1);
      boolean isText = ColumnType.of(column).isText();
      String value = isText ? text : "TRY_CAST(" + text + " AS " + type(column) + ")";
      fields.add(value + " AS " + name("$" + column.name()));
    }
    String skipped = table.properties().getOrDefault("skip.header.line.count", "0");
    return """
        (SELECT %s, %s FROM (
          SELECT string_split(line, %s) AS fields, %s
          FROM read_csv(%s, columns = {line: 'VARCHAR'}, delim = %s, quote = '', escape = '',
            nullstr = %s, header = false, auto_detect = false, strict_mode = false,
            skip = %s, max_line_size = 16777216)))"""
        .formatted(
            String.join(", ", fields),
            FILE,
            literal(QueryTables.fieldDelimiter(table.properties())),
            FILE,
            files,
            literal(NO_DELIMITER),
            literal(NO_NULL),
            Integer.parseInt(skipped));
  }

  /** The value that a partition column has in the file that a row comes from. */
  private String valueSql(Column column) {
    List<String> values =
        partitions.stream()
            .flatMap(
                partition -> partition.files().stream().map(file -> value(column, partition, file)))
            .toList();
    return values.stream().distinct().count() == 1
        ? "CAST(%s AS %s)".formatted(values.get(0), type(column))
        : "CAST([%s] AS %s[])[CAST(f.%s AS BIGINT) + 1]"
            .formatted(String.join(", ", values), type(column), FILE);
  }

  private String value(Column column, PartitionFiles partition, DataFile file) {
    String value =
        column.equals(ADDRESS)
            ? addresses.apply(file.path())
            : partition.values().get(table.partitionColumns().indexOf(column));
    return value.equals(PartitionValue.DEFAULT) ? "NULL" : literal(value);
  }

  /** DuckDB's name of a column of the files, which none of its own columns has. */
  private static String inFile(String column) {
    return "f." + name("$" + column);
  }

  private List<Column> read(List<Column> columns) {
    return columns.stream().filter(column -> readColumns.contains(column.name())).toList();
  }

  private static String type(Column column) {
    return ColumnType.of(column).duckdb();
  }
}
