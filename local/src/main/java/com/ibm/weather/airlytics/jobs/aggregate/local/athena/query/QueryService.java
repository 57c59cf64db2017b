package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.Engine;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.FailureType;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException.Code;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectLocation;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ObjectStore;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.ParquetSizes;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage.QueryTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Accepts, queues, runs and stops queries, and answers what has become of them. */
public final class QueryService implements AutoCloseable {

  /** How many executions are remembered, at least. */
  private static final int KEPT_EXECUTIONS = 3000;

  private final Catalog catalog;
  private final ObjectStore store;
  private final Engine engine;
  private final Clock clock;
  private final Function<String, QueryFault> faults;
  private final ExecutionLog log;
  private final StatementRunner runner;
  private final ParquetSizes sizes = new ParquetSizes();
  private final RunningQueries running = new RunningQueries();
  private final ExecutorService pool;
  private volatile boolean closing;

  /**
   * Starts the service.
   *
   * @param folder where executions are kept
   * @param concurrency how many queries run at a time
   * @param faults asked for each query's SQL when it is submitted
   */
  public QueryService(
      Catalog catalog,
      ObjectStore store,
      Engine engine,
      Path folder,
      int concurrency,
      Clock clock,
      Function<String, QueryFault> faults) {
    this.catalog = catalog;
    this.store = store;
    this.engine = engine;
    this.clock = clock;
    this.faults = faults;
    this.log = new ExecutionLog(folder, KEPT_EXECUTIONS, clock);
    this.runner = new StatementRunner(new EngineFailures(store));
    this.pool = Executors.newFixedThreadPool(concurrency, task -> new Thread(task, "athena-query"));
  }

  /**
   * Submits a query, unless its token has submitted it before.
   *
   * @return the id of the execution
   * @throws InvalidRequestException when Athena would not accept the request
   */
  public synchronized String start(QueryRequest request) {
    Optional<QueryExecution> before = request.token().flatMap(log::findByToken);
    if (before.isPresent()) {
      if (!before.get().request().equals(request)) {
        throw invalid(Code.INVALID_INPUT, "Idempotent parameters do not match");
      }
      return before.get().id();
    }
    ObjectLocation output = outputFolder(request);
    ParsedStatement statement = StatementParser.parse(request.sql());
    String id = UUID.randomUUID().toString();
    QueryExecution execution =
        new QueryExecution(
            id,
            request,
            statement.kind(),
            statement.kind().output(output, id).uri(),
            QueryStatus.queued(clock.instant()),
            QueryStatistics.NONE,
            QueryOutcome.NOTHING);
    QueryFault fault = faults.apply(request.sql());
    log.add(execution);
    pool.execute(() -> run(execution, statement, output, fault));
    return id;
  }

  /** Stops a query. One that has ended stays as it is. */
  public void stop(String id) {
    QueryExecution execution = get(id);
    Instant now = clock.instant();
    boolean wasQueued =
        log.change(
            id,
            current ->
                current.status().state() == QueryState.QUEUED
                    ? current.with(current.status().cancelled(now))
                    : current);
    if (wasQueued && get(id).status().state() == QueryState.RUNNING) {
      running.interrupt(execution.id());
    }
  }

  /**
   * One execution.
   *
   * @throws InvalidRequestException when there is none of that id
   */
  public QueryExecution get(String id) {
    return log.find(id)
        .orElseThrow(
            () ->
                invalid(
                    Code.INVALID_QUERY_EXECUTION_ID, "QueryExecution " + id + " was not found"));
  }

  /** The ids of all executions, the newest first. */
  public List<String> ids() {
    return log.ids();
  }

  /**
   * Some rows of a result.
   *
   * @param start where they begin: 0, or {@link ResultPage#next} of the page before
   * @throws InvalidRequestException when the query has not succeeded
   */
  public ResultPage results(String id, long start, int count) throws IOException {
    QueryExecution execution = get(id);
    QueryState state = execution.status().state();
    if (state != QueryState.SUCCEEDED) {
      throw invalid(
          Code.INVALID_QUERY_STATUS_ERROR,
          state.isEnd()
              ? "Query did not finish successfully. Final query state: " + state
              : "Query has not yet finished. Current state: " + state);
    }
    Path file = store.path(ObjectLocation.parse(execution.output()));
    return switch (execution.kind()) {
      case CREATE_TABLE_AS_SELECT, INSERT -> new ResultPage(List.of(), Optional.empty());
      case SELECT -> ResultFile.readRows(existing(file), start, count);
      case DDL, UTILITY -> ResultFile.readLines(existing(file), start, count);
    };
  }

  private Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw invalid(Code.INVALID_INPUT, "Could not find results: " + store.uri(file) + " is gone");
    }
    return file;
  }

  private ObjectLocation outputFolder(QueryRequest request) {
    String uri =
        request
            .outputFolder()
            .orElseThrow(
                () ->
                    invalid(
                        Code.INVALID_INPUT,
                        "No output location provided. An output location is required either through"
                            + " the Workgroup result configuration setting or as an API input."));
    ObjectLocation folder;
    try {
      folder = ObjectLocation.parse(uri).folder();
    } catch (IllegalArgumentException e) {
      throw invalid(Code.INVALID_INPUT, "outputLocation is not a valid S3 path: " + e.getMessage());
    }
    if (!store.hasBucket(folder)) {
      throw invalid(Code.INVALID_INPUT, "Unable to verify/create output bucket " + folder.bucket());
    }
    return folder;
  }

  private void run(
      QueryExecution execution,
      ParsedStatement statement,
      ObjectLocation output,
      QueryFault fault) {
    String id = execution.id();
    Instant started = clock.instant();
    Duration queued = Duration.between(execution.status().submitted(), started);
    try (EngineSession session = engine.openSession()) {
      running.started(id, session);
      if (closing || !log.change(id, current -> current.with(current.status().running()))) {
        return;
      }
      QueryTables tables = new QueryTables(catalog, store, sizes, started);
      QueryContext context =
          new QueryContext(execution, started, output, catalog, store, session, tables, fault);
      EndedQuery ended =
          session.isCancelledWithin(fault.delay())
              ? EndedQuery.CANCELLED
              : runner.run(statement, context);
      running.ended(id);
      Instant now = clock.instant();
      QueryStatistics statistics = new QueryStatistics(queued, Duration.between(started, now));
      log.change(
          id,
          current ->
              current.ended(ended.status(current, now, closing), statistics, ended.outcome()));
    } catch (SQLException | RuntimeException e) {
      log.change(
          id,
          current ->
              current.with(
                  current
                      .status()
                      .failed(clock.instant(), FailureType.ENGINE_ERROR, e.getMessage())));
    } finally {
      running.ended(id);
    }
  }

  private static InvalidRequestException invalid(Code code, String message) {
    return new InvalidRequestException(code, message);
  }

  @Override
  public void close() {
    closing = true;
    pool.shutdown();
    try {
      do {
        running.interruptAll();
      } while (!pool.awaitTermination(100, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.close();
  }
}
