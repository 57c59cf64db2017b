package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.literal;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import java.util.List;

/**
 * A row as a line of a text file: nothing quoted or escaped, NULL as {@code \\N}, floating point
 * numbers as Java prints them.
 */
final class TextLine {

  private TextLine() {}

  /** The DuckDB expression for the line. */
  static String sql(List<Column> columns, String fieldDelimiter) {
    return columns.stream()
        .map(column -> "coalesce(" + text(column) + ", '\\N')")
        .collect(joining(", " + literal(fieldDelimiter) + ", ", "concat(", ")"));
  }

  private static String text(Column column) {
    String value = name(column.name());
    String type = ColumnType.of(column).duckdb();
    if (type.startsWith("DECIMAL")) {
      // Where the type has no digit before the point, DuckDB leaves out the zero there.
      return "regexp_replace(CAST(" + value + " AS VARCHAR), '^(-?)[.]', '\\10.')";
    }
    return switch (type) {
      case "VARCHAR" -> value;
      case "FLOAT" -> "java_real_text(" + value + ")";
      case "DOUBLE" -> "java_double_text(" + value + ")";
      case "TIMESTAMP" -> "strftime(" + value + ", '%Y-%m-%d %H:%M:%S.%g')";
      case "BLOB" -> "to_base64(" + value + ")";
      default -> "CAST(" + value + " AS VARCHAR)";
    };
  }
}
