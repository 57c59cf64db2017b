package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Tables in a DuckDB database, and queries in Trino's SQL on them. */
final class TranslatedQueries implements TableSource, AutoCloseable {

  /** What a translation asked for when it named a table. */
  record Reading(String table, Set<String> columns, BiPredicate<String, String> partitions) {}

  private final Connection duckdb;
  private final Map<String, List<Column>> tables = new HashMap<>();
  private final List<Reading> readings = new ArrayList<>();

  TranslatedQueries() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    TrinoFunctions.install(duckdb);
  }

  /**
   * @param columns names and Hive types, such as {@code a bigint, b string}
   * @param values rows in DuckDB's SQL, such as {@code (1, 'x')}, or nothing
   */
  void table(String database, String name, String columns, String values) throws SQLException {
    List<Column> list = new ArrayList<>();
    for (String column : columns.split(", ", -1)) {
      String[] parts = column.split(" ", 2);
      list.add(new Column(parts[0], parts[1]));
    }
    tables.put(database + "." + name, list);
    execute("CREATE SCHEMA IF NOT EXISTS \"%s\"".formatted(database));
    String definition =
        list.stream()
            .map(
                column ->
                    "\"%s\" %s"
                        .formatted(
                            column.name(), TrinoType.parse(column.type()).orElseThrow().duckdb()))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    execute("CREATE TABLE \"%s\".\"%s\" (%s)".formatted(database, name, definition));
    if (!values.isEmpty()) {
      execute("INSERT INTO \"%s\".\"%s\" VALUES %s".formatted(database, name, values));
    }
  }

  void execute(String duckdbSql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(duckdbSql);
    }
  }

  TranslatedQuery translate(String sql) {
    Query query = (Query) new SqlParser().createStatement(sql);
    return new TrinoTranslator(this).translate(query, "db");
  }

  /** The rows of a query, each as its values' texts with a bar between; NULL is {@code null}. */
  List<String> rows(String sql) {
    TranslatedQuery query = translate(sql);
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query.sql())) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          values.add(String.valueOf(result.getObject(column)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new QueryFailedException(TrinoErrors.describe(e), e);
    }
  }

  /** The value of an expression. */
  String value(String expression) {
    return rows("SELECT " + expression).get(0);
  }

  /** The Hive type of an expression. */
  String type(String expression) {
    return translate("SELECT " + expression).columns().get(0).type();
  }

  List<Reading> readings() {
    return List.copyOf(readings);
  }

  @Override
  public Optional<List<Column>> columns(String database, String table) {
    return Optional.ofNullable(tables.get(database + "." + table));
  }

  @Override
  public String relation(
      String database,
      String table,
      Set<String> readColumns,
      BiPredicate<String, String> partitions) {
    readings.add(new Reading(table, readColumns, partitions));
    return "\"%s\".\"%s\"".formatted(database, table);
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }

  /** A query that failed while it ran, with Athena's text. */
  static final class QueryFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueryFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
