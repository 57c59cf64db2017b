package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column type that files of the embedded Athena can hold, in three spellings. Nested types are
 * not supported.
 *
 * @param hive the catalog's spelling, for example {@code string} or {@code decimal(10,2)}
 * @param trino the spelling of query results, for example {@code varchar}
 * @param duckdb the spelling of the engine, for example {@code VARCHAR}
 */
public record ColumnType(String hive, String trino, String duckdb) {

  private static final Map<String, ColumnType> SIMPLE =
      Map.ofEntries(
          simple("boolean", "boolean", "BOOLEAN"),
          simple("tinyint", "tinyint", "TINYINT"),
          simple("smallint", "smallint", "SMALLINT"),
          simple("int", "integer", "INTEGER"),
          simple("bigint", "bigint", "BIGINT"),
          simple("float", "float", "FLOAT"),
          simple("double", "double", "DOUBLE"),
          simple("string", "varchar", "VARCHAR"),
          simple("date", "date", "DATE"),
          simple("timestamp", "timestamp", "TIMESTAMP"),
          simple("binary", "varbinary", "BLOB"));

  private static final Map<String, String> SYNONYMS =
      Map.of(
          "integer", "int",
          "real", "float",
          "varchar", "string",
          "varbinary", "binary",
          "timestamp(3)", "timestamp",
          "decimal", "decimal(10,0)");

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2})(?:,(\\d{1,2}))?\\)");
  private static final Pattern TEXT = Pattern.compile("(?:varchar|char)\\(\\d{1,5}\\)");

  /**
   * Reads a type in Hive's or Trino's spelling, upper or lower case.
   *
   * @return empty when the type is unknown or nested
   */
  public static Optional<ColumnType> parse(String text) {
    String spelled = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    String name = SYNONYMS.getOrDefault(spelled, spelled);
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      String type = "decimal(" + precision + "," + scale + ")";
      boolean possible = precision >= 1 && precision <= 38 && scale <= precision;
      return possible
          ? Optional.of(new ColumnType(type, type, type.toUpperCase(Locale.ROOT)))
          : Optional.empty();
    }
    if (TEXT.matcher(name).matches()) {
      return Optional.of(new ColumnType(name, name, "VARCHAR"));
    }
    return Optional.ofNullable(SIMPLE.get(name));
  }

  /**
   * The type of a column that the catalog has accepted.
   *
   * @throws IllegalArgumentException when the type is not one that {@link #parse} knows
   */
  public static ColumnType of(Column column) {
    return parse(column.type())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unsupported Hive type: " + column.type() + " of column " + column.name()));
  }

  /** Whether the engine keeps the values as text. */
  public boolean isText() {
    return duckdb.equals("VARCHAR");
  }

  private static Map.Entry<String, ColumnType> simple(String hive, String trino, String duckdb) {
    return Map.entry(hive, new ColumnType(hive, trino, duckdb));
  }
}
