package com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** One in-memory DuckDB instance that all queries share; it spills to a folder. */
public final class Engine implements AutoCloseable {

  private final DuckDBConnection root;

  private Engine(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * Starts the engine.
   *
   * @param spillFolder where data goes that does not fit into memory; created if missing
   * @param memoryLimit in DuckDB's spelling, for example {@code 1GB}
   */
  public static Engine start(Path spillFolder, String memoryLimit) throws SQLException {
    try {
      Files.createDirectories(spillFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + spillFolder, e);
    }
    Properties settings = new Properties();
    settings.setProperty("temp_directory", spillFolder.toAbsolutePath().toString());
    settings.setProperty("memory_limit", memoryLimit);
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    DuckDBConnection root =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    try (Statement statement = root.createStatement()) {
      statement.execute("SET GLOBAL TimeZone = 'UTC'");
    }
    return new Engine(root);
  }

  /** The connection that lives as long as the engine, for what all sessions share. */
  public Connection root() {
    return root;
  }

  /** A session of its own for one query. */
  public EngineSession openSession() throws SQLException {
    return new EngineSession(root.duplicate());
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
