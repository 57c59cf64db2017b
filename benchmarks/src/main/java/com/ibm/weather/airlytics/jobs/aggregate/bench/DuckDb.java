package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A DuckDB of its own in this process, as anybody would start it. */
public final class DuckDb implements AutoCloseable {

  private final Connection connection;

  /**
   * Starts it.
   *
   * @param spillFolder where data goes that does not fit into memory
   * @param memoryLimit in DuckDB's spelling, for example {@code 1GB}
   */
  public DuckDb(Path spillFolder, String memoryLimit) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET temp_directory = %s".formatted(text(spillFolder)));
    execute("SET memory_limit = %s".formatted(text(memoryLimit)));
    execute("SET preserve_insertion_order = false");
  }

  /** Runs statements that answer nothing of interest. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row. */
  public String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** A value in single quotes. */
  public static String text(Object value) {
    return "'" + value.toString().replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
