package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.ColumnType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.QueryFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the rows of a query as the files of a table, directly at its location and one file in each
 * folder. When that fails or is cancelled, files stay behind, as with Athena: those that were
 * written so far, or else one that is not whole.
 */
public final class TableWriter {

  /** The table that holds the rows of the query until they are written. */
  static final String STAGED = "\"$staged\"";

  private static final int MOST_PARTITIONS = 100;

  private final ObjectStore store;
  private final EngineSession session;

  /** A writer for one query. */
  public TableWriter(ObjectStore store, EngineSession session) {
    this.store = store;
    this.session = session;
  }

  /**
   * Runs a query and writes its rows.
   *
   * @param sql a DuckDB query that yields {@link TableWriting#allColumns} by position
   * @throws QueryFailedException when there are more than 100 partitions
   */
  public WrittenTable write(String sql, TableWriting writing) throws SQLException, IOException {
    boolean complete = false;
    try {
      stage(sql, writing.allColumns());
      WrittenTable written = writeStaged(writing);
      complete = true;
      return written;
    } finally {
      if (!complete) {
        leavePartialFile(writing);
      }
    }
  }

  private void stage(String sql, List<Column> columns) throws SQLException {
    List<String> positions = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      positions.add("c" + i);
      selected.add(
          "CAST(c%d AS %s) AS %s"
              .formatted(i, ColumnType.of(columns.get(i)).duckdb(), name(columns.get(i).name())));
    }
    session.execute(
        "CREATE TEMP TABLE %s AS SELECT %s FROM (%s) q(%s)"
            .formatted(STAGED, String.join(", ", selected), sql, String.join(", ", positions)));
  }

  private WrittenTable writeStaged(TableWriting writing) throws SQLException, IOException {
    if (number("SELECT count(*) FROM " + STAGED) == 0) {
      return new WrittenTable(0, List.of(), List.of());
    }
    if (!writing.partitionColumns().isEmpty()) {
      String keys =
          writing.partitionColumns().stream().map(c -> name(c.name())).collect(joining(", "));
      String distinct =
          "SELECT DISTINCT %s FROM %s LIMIT %d".formatted(keys, STAGED, MOST_PARTITIONS + 1);
      if (number("SELECT count(*) FROM (" + distinct + ")") > MOST_PARTITIONS) {
        throw new QueryFailedException(
            FailureType.USER_ERROR,
            "HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of "
                + MOST_PARTITIONS
                + " open writers for partitions/buckets.");
      }
    }
    Files.createDirectories(store.path(writing.location()));
    return switch (writing.format()) {
      case PARQUET -> new ParquetFiles(store, session, writing).write();
      case TEXTFILE -> new TextFiles(store, session, writing).write();
    };
  }

  private long number(String sql) throws SQLException {
    AtomicLong number = new AtomicLong();
    session.query(sql, row -> number.set(row.getLong(1)));
    return number.get();
  }

  private void leavePartialFile(TableWriting writing) throws IOException {
    Path folder = store.path(writing.location());
    Files.createDirectories(folder);
    boolean anyOfThisQuery;
    try (var files = Files.walk(folder)) {
      anyOfThisQuery =
          files.anyMatch(file -> file.getFileName().toString().startsWith(writing.fileName()));
    }
    if (!anyOfThisQuery) {
      Files.write(folder.resolve(writing.fileName()), "PAR1".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
