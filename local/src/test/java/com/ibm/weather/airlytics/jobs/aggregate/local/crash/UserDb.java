package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One PostgreSQL for many user DBs, each in a schema of its own. */
record UserDb(String jdbcUrl) {

  static final String TABLE = "ad_impressions";

  /** Copies the table of users; what the new schema had is gone. */
  void copySchema(String from, String to) {
    execute(
        "DROP SCHEMA IF EXISTS %s CASCADE".formatted(to),
        "CREATE SCHEMA " + to,
        "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL)".formatted(to, TABLE, from, TABLE),
        "INSERT INTO %s.%s SELECT * FROM %s.%s".formatted(to, TABLE, from, TABLE));
  }

  void dropSchema(String schema) {
    execute("DROP SCHEMA %s CASCADE".formatted(schema));
  }

  /** The tables of a schema, and the users of those, but for the time of the import. */
  List<String> content(String schema) {
    List<String> content =
        rows(
            "SELECT 'user DB: table ' || table_name FROM information_schema.tables"
                + " WHERE table_schema = '%s' ORDER BY 1".formatted(schema));
    content.addAll(
        rows(
            "SELECT 'user DB: ' || (to_jsonb(t) - 'created_at')::text FROM %s.%s t ORDER BY 1"
                .formatted(schema, TABLE)));
    return content;
  }

  private List<String> rows(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }
}
