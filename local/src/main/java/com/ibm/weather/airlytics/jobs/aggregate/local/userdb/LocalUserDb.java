package com.ibm.weather.airlytics.jobs.aggregate.local.userdb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on the loopback address, without a password, its data in a folder that
 * survives restarts.
 *
 * <p>PostgreSQL refuses to run as root. As root, on Linux, it is started in a user namespace of its
 * own ({@code unshare -U}) where it is an ordinary user; where the machine forbids that, as many
 * containers do, this needs an ordinary user.
 */
public final class LocalUserDb implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;

  private LocalUserDb(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts the server, on a new database the first time; it accepts connections when this returns.
   * A server that a killed process left running on the folder is stopped first.
   *
   * @param port the TCP port, or 0 for any that is free
   * @param folder where data and log are kept; created when it is missing
   * @throws IOException if the server does not start; its log is named in the message
   */
  public static LocalUserDb start(int port, Path folder) throws IOException {
    keepChatterOut("io.zonky.test.db.postgres");
    requireFree(port);
    Path data = Files.createDirectories(folder).toRealPath().resolve("data");
    Path log = data.resolveSibling("postgresql.log");
    Path created = data.resolveSibling("created");
    if (Files.notExists(created) && Files.exists(data)) {
      // The very first start was interrupted: PostgreSQL would not touch the half-made folder
      // again.
      FileUtils.deleteDirectory(data.toFile());
    }
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setDataDirectoryCustomizer(locked -> StaleServer.stop(locked.toPath()))
              .setLocaleConfig("locale", "C")
              .setServerConfig("max_connections", "50")
              .setPGStartupWait(START_LIMIT)
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start();
      Files.writeString(created, "");
      return new LocalUserDb(server);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Cannot start PostgreSQL on port %s in %s: see %s. It may be in use by another process, or made by another version (delete the folder to start afresh); root needs a machine that allows 'unshare -U'."
              .formatted(port == 0 ? "any" : port, data, log),
          e);
    }
  }

  /** The JDBC URL of the database, with its user; no password is needed. */
  public String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /**
   * Creates the schema and the table that an import fills, unless they exist: {@code user_id},
   * {@code shard}, the given columns and {@code created_at}.
   *
   * @param columns the columns after {@code user_id} and {@code shard}; those that begin with
   *     {@code cnt_} are counts and become {@code bigint}
   * @param valueType the type of the other columns, {@code int}, {@code bigint}, {@code double},
   *     {@code float} or {@code decimal(p,s)}
   * @throws IllegalArgumentException if the type is none of these
   */
  public void createImportTable(
      String schema, String table, List<String> columns, String valueType) {
    ImportTable target = new ImportTable(schema, table, columns, valueType);
    try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
      target.create(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot create the import table %s.%s".formatted(schema, table), e);
    }
  }

  /** Stops the server; running statements are rolled back. */
  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Any server that answered on the port would be taken for ours. */
  private static void requireFree(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IOException(
          "Cannot start PostgreSQL on port %d: choose another port, or 0 for any that is free."
              .formatted(port),
          e);
    }
  }

  /** Leaves the choice to the log configuration, if that names the logger. */
  private static void keepChatterOut(String name) {
    Logger logger = (Logger) LoggerFactory.getLogger(name);
    if (logger.getLevel() == null) {
      logger.setLevel(Level.WARN);
    }
  }
}
