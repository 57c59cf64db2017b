package com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One query's connection. {@link #cancel} may be called from any thread, everything else by one.
 */
public final class EngineSession implements AutoCloseable {

  /** Receives rows one after another. */
  @FunctionalInterface
  public interface RowReader {
    /** Reads the row that the result set stands at. */
    void read(ResultSet row) throws SQLException;
  }

  private static final int ROWS_BETWEEN_CHECKS = 1024;
  private static final String STREAMING_FAILED =
      "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\n"
          + "Error: ";

  private final Connection connection;
  private final AtomicReference<Optional<Statement>> current =
      new AtomicReference<>(Optional.empty());
  private final CountDownLatch cancelled = new CountDownLatch(1);

  EngineSession(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement that yields no rows of interest. */
  public void execute(String sql) throws SQLException {
    failIfCancelled();
    try (Statement statement = open()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw unwrapped(e);
    }
    failIfCancelled();
  }

  /** Runs a statement and hands each of its rows to the reader. */
  public void query(String sql, RowReader reader) throws SQLException {
    failIfCancelled();
    try (Statement statement = open();
        ResultSet rows = statement.executeQuery(sql)) {
      for (long row = 0; rows.next(); row++) {
        if (row % ROWS_BETWEEN_CHECKS == 0) {
          failIfCancelled();
        }
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw unwrapped(e);
    }
    failIfCancelled();
  }

  /**
   * Interrupts what runs and lets nothing else start. An interrupt that meets the engine between
   * two statements is lost, so the caller repeats it until the query has ended.
   */
  public void cancel() {
    cancelled.countDown();
    Optional<Statement> running = current.get();
    if (running.isPresent()) {
      try {
        running.get().cancel();
      } catch (SQLException e) {
        // The statement was closed in the meantime: nothing is left to interrupt.
        current.compareAndSet(running, Optional.empty());
      }
    }
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Whether {@link #cancel} is called before a time has passed; returns as soon as it is. */
  public boolean isCancelledWithin(Duration time) {
    try {
      return cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return isCancelled();
    }
  }

  /** The driver puts a sentence of its own before the engine's message when it streams results. */
  private static SQLException unwrapped(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(STREAMING_FAILED)
        ? new SQLException(message.substring(STREAMING_FAILED.length()), e)
        : e;
  }

  private Statement open() throws SQLException {
    Statement statement = connection.createStatement();
    current.set(Optional.of(statement));
    return statement;
  }

  private void failIfCancelled() throws SQLException {
    if (isCancelled()) {
      throw new SQLException("Query was cancelled");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
