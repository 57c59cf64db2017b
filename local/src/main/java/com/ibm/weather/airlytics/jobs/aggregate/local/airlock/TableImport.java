package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Fills a table of the user DB in one transaction: readers see the old rows until all the new ones
 * are in, and a failure leaves the old ones as they are.
 */
final class TableImport {

  private static final int NAME_LIMIT = 63;

  private final String userDbUrl;
  private final String schema;

  TableImport(String userDbUrl, String schema) {
    this.userDbUrl = userDbUrl;
    this.schema = schema;
  }

  /**
   * Imports CSV without a header: {@code user_id}, then the job's columns.
   *
   * @return the number of users in the file
   */
  long load(ImportJob job, InputStream csv) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(userDbUrl)) {
      connection.setAutoCommit(false);
      Names names = Names.of(connection.unwrap(PGConnection.class), schema, job);
      execute(
          connection,
          "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL)"
              .formatted(names.schema, names.loaded, names.schema, names.target));
      long users =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY %s.%s (%s) FROM STDIN WITH (FORMAT csv, DELIMITER ',')"
                      .formatted(names.schema, names.loaded, names.columnList()),
                  csv);
      if (job.request().overwrite()) {
        replace(connection, names);
      } else {
        merge(connection, names);
      }
      connection.commit();
      return users;
    }
  }

  private static void replace(Connection connection, Names names) throws SQLException {
    execute(
        connection,
        "ALTER TABLE %s.%s RENAME TO %s".formatted(names.schema, names.target, names.replaced),
        "ALTER TABLE %s.%s RENAME TO %s".formatted(names.schema, names.loaded, names.target),
        "DROP TABLE %s.%s".formatted(names.schema, names.replaced));
  }

  private static void merge(Connection connection, Names names) throws SQLException {
    String newValues =
        names.columns.stream()
            .map(column -> "%s = excluded.%s".formatted(column, column))
            .collect(Collectors.joining(", "));
    execute(
        connection,
        """
        INSERT INTO %1$s.%2$s (%3$s) SELECT %3$s FROM %1$s.%4$s
        ON CONFLICT (user_id) DO UPDATE SET %5$s"""
            .formatted(names.schema, names.target, names.columnList(), names.loaded, newValues),
        "DROP TABLE %s.%s".formatted(names.schema, names.loaded));
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The quoted names of one import; the tables it makes carry the job's id. */
  private record Names(
      String schema, String target, String loaded, String replaced, List<String> columns) {

    static Names of(PGConnection postgres, String schema, ImportJob job) throws SQLException {
      String id = job.uniqueId().replace("-", "");
      return new Names(
          postgres.escapeIdentifier(job.request().devUsers() ? schema + "_dev" : schema),
          postgres.escapeIdentifier(job.request().targetTable()),
          postgres.escapeIdentifier(shortened(job.request().targetTable(), "_" + id)),
          postgres.escapeIdentifier(shortened(job.request().targetTable(), "_old_" + id)),
          quoted(postgres, job.request().affectedColumns()));
    }

    String columnList() {
      return Stream.concat(Stream.of("user_id"), columns.stream())
          .collect(Collectors.joining(", "));
    }

    private static List<String> quoted(PGConnection postgres, List<String> names)
        throws SQLException {
      String[] quoted = new String[names.size()];
      for (int i = 0; i < quoted.length; i++) {
        quoted[i] = postgres.escapeIdentifier(names.get(i));
      }
      return List.of(quoted);
    }

    /** PostgreSQL would cut a long name at its end, where the id is. */
    private static String shortened(String table, String suffix) {
      return table.substring(0, Math.min(table.length(), NAME_LIMIT - suffix.length())) + suffix;
    }
  }
}
