package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

class TrinoFunctionsTest {

  @Test
  void serveEveryConnectionOfADatabaseHoweverOftenTheyAreInstalled() throws SQLException {
    try (Connection first = DriverManager.getConnection("jdbc:duckdb:");
        Connection second = ((DuckDBConnection) first).duplicate();
        Statement statement = second.createStatement()) {
      TrinoFunctions.install(first);
      TrinoFunctions.install(second);
      try (ResultSet result = statement.executeQuery("SELECT trino_try_bigint('1.5') IS NULL")) {
        assertThat(result.next()).isTrue();
        assertThat(result.getBoolean(1)).isTrue();
      }
    }
  }

  @Test
  void computeManyRowsOnManyThreads() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      TrinoFunctions.install(connection);
      statement.execute(
          """
          CREATE TABLE events AS
          SELECT CASE WHEN i % 10 = 0 THEN NULL ELSE '{"a":' || i || '}' END AS event
          FROM range(300000) AS numbers(i)
          """);
      try (ResultSet result =
          statement.executeQuery(
              """
              SELECT count(a), sum(trino_try_bigint(a))
              FROM (SELECT trino_json_extract_scalar(event, '$.a') AS a FROM events)
              """)) {
        assertThat(result.next()).isTrue();
        assertThat(result.getLong(1)).isEqualTo(270_000);
        assertThat(result.getLong(2)).isEqualTo(44_999_850_000L - 4_499_850_000L);
      }
    }
  }
}
