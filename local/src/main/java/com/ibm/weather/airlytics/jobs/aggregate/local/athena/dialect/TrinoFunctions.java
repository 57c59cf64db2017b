package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes a database ready for translated queries.
 *
 * <p>It gets the functions that they call where DuckDB's own do not mean what Trino's mean; these
 * run in this virtual machine, on DuckDB's threads. And it loses the elimination of common
 * subexpressions: DuckDB computes what is repeated inside COALESCE ahead of it, for rows that need
 * it not, where a cast then fails the query.
 */
public final class TrinoFunctions {

  private TrinoFunctions() {}

  /**
   * Makes the database ready; this holds for all its connections. Doing it again changes nothing.
   *
   * @param duckdb a connection to the database
   * @throws SQLException when the connection cannot be used
   */
  public static void install(Connection duckdb) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute("SET GLOBAL disabled_optimizers = 'common_subexpressions'");
    }
    FunctionRegistry registry = new FunctionRegistry(duckdb);
    CastFunctions.register(registry);
    ValueFunctions.register(registry);
  }
}
