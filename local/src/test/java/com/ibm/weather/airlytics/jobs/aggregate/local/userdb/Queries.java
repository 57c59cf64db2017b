package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What tests ask the user DB. */
public final class Queries {

  private Queries() {}

  public static void execute(LocalUserDb userDb, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(userDb.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the result. */
  public static List<String> rows(LocalUserDb userDb, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(userDb.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    }
  }
}
