package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoFunctions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.Engine;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol.AthenaHandler;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryService;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectStore;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Athena on one machine: its JSON protocol over HTTP, its SQL over DuckDB, its tables in the folder
 * behind the embedded S3.
 *
 * <p>It keeps these rules of Athena's:
 *
 * <ul>
 *   <li>A query runs asynchronously: QUEUED, RUNNING, then SUCCEEDED, FAILED or CANCELLED. The
 *       states, and the tokens that make StartQueryExecution idempotent, survive a restart; a query
 *       that was not at its end then has FAILED.
 *   <li>The same token answers with the same execution, also when that one failed; other SQL under
 *       the same token is refused.
 *   <li>SELECT, CTAS and INSERT are Trino's SQL (double quotes), all other statements Hive's
 *       (backticks). Wrong Trino SQL is refused at the start, wrong Hive SQL makes a query fail.
 *   <li>A CTAS needs a location without any object, hidden ones included, and a table name that is
 *       free.
 *   <li>A CTAS or INSERT writes at most 100 partitions, and one file in each.
 *   <li>A CTAS that fails while its query runs, or is cancelled, leaves files behind and no table.
 *   <li>A CTAS of zero rows makes a table and no file.
 *   <li>Partition columns are the last columns of a CTAS, in the order of {@code partitioned_by}.
 *   <li>Without {@code external_location} a CTAS writes below the output location.
 *   <li>File names carry the id of the query and no ending, but {@code .gz} for text, which has no
 *       header, quotes or escapes nothing and writes NULL as {@code \N}.
 *   <li>Readers ignore objects whose name, or the name of a folder below the table's location,
 *       begins with {@code _} or {@code .}
 *   <li>NULL and the empty text are one partition; special characters in partition values are
 *       percent-encoded.
 *   <li>With partition projection, partitions outside the projected range are invisible; without,
 *       those that are not in the catalog are.
 *   <li>Columns that a file lacks are NULL; others are cast to the declared type.
 *   <li>Dropping a table leaves its files.
 * </ul>
 */
public final class LocalAthena implements AutoCloseable {

  private static final int HTTP_THREADS = 8;

  static {
    // Without it each answer waits 40 ms for the client to acknowledge its header.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService serverThreads;
  private final QueryService queries;
  private final Engine engine;

  private LocalAthena(HttpServer server, LocalAthenaOptions options) throws SQLException {
    this.server = server;
    ObjectStore store = new ObjectStore(options.objects());
    Catalog catalog = Catalog.open(options.catalog());
    engine = Engine.start(options.catalog().resolve("spill"), options.memoryLimit());
    TrinoFunctions.install(engine.root());
    queries =
        new QueryService(
            catalog,
            store,
            engine,
            options.catalog().resolve("executions"),
            options.concurrency(),
            options.clock(),
            options.faults());
    serverThreads =
        Executors.newFixedThreadPool(HTTP_THREADS, task -> new Thread(task, "athena-http"));
    server.setExecutor(serverThreads);
    server.createContext("/", new AthenaHandler(queries, catalog));
    server.start();
  }

  /**
   * Starts the embedded Athena. It answers when this method returns.
   *
   * @throws UncheckedIOException when a folder or the port cannot be used
   * @throws IllegalStateException when the engine does not start
   */
  public static LocalAthena start(LocalAthenaOptions options) {
    HttpServer server = bind(options.port());
    try {
      return new LocalAthena(server, options);
    } catch (SQLException e) {
      server.stop(0);
      throw new IllegalStateException("Cannot start DuckDB", e);
    } catch (RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port + " of 127.0.0.1", e);
    }
  }

  /** Where clients find it, for example {@code http://127.0.0.1:8001}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stops running queries, which then have FAILED, and the server. */
  @Override
  public void close() {
    server.stop(0);
    serverThreads.shutdownNow();
    queries.close();
    try {
      engine.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot stop DuckDB", e);
    }
  }
}
