package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** A table of the user DB that the aggregator's CSV is imported into. */
record ImportTable(String schema, String table, List<String> columns, String valueType) {

  private static final Pattern VALUE_TYPE =
      Pattern.compile("int|bigint|double|float|decimal\\(\\d{1,2}, ?\\d{1,2}\\)");

  ImportTable {
    columns = List.copyOf(columns);
    if (!VALUE_TYPE.matcher(valueType).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a type of aggregated values: use int, bigint, double, float or decimal(p,s)."
              .formatted(valueType));
    }
  }

  void create(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    String quotedSchema = postgres.escapeIdentifier(schema);
    StringBuilder definitions = new StringBuilder();
    for (String column : columns) {
      definitions
          .append(postgres.escapeIdentifier(column))
          .append(' ')
          .append(column.startsWith("cnt_") ? "bigint" : postgresType())
          .append(",\n");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + quotedSchema);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS %s.%s (
          user_id varchar(64) PRIMARY KEY,
          shard int4 NOT NULL,
          %screated_at timestamp NOT NULL DEFAULT now()
          )"""
              .formatted(quotedSchema, postgres.escapeIdentifier(table), definitions));
    }
  }

  /** Athena's {@code float} has 32 bits, PostgreSQL's has 64; {@code double} it does not know. */
  private String postgresType() {
    return switch (valueType) {
      case "double" -> "double precision";
      case "float" -> "real";
      default -> valueType;
    };
  }
}
