package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * An embedded Athena on empty folders, with a bucket {@code lake}, and the AWS SDK's client of it.
 */
final class AthenaTestBed implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final UnaryOperator<LocalAthenaOptions> options;
  private LocalAthena athena;
  private AthenaClient client;

  private AthenaTestBed(Path folder, UnaryOperator<LocalAthenaOptions> options) {
    this.folder = folder;
    this.options = options;
    createFolder(objects().resolve("lake"));
    start();
  }

  static AthenaTestBed in(Path folder) {
    return new AthenaTestBed(folder, UnaryOperator.identity());
  }

  static AthenaTestBed in(Path folder, UnaryOperator<LocalAthenaOptions> options) {
    return new AthenaTestBed(folder, options);
  }

  static AthenaTestBed at(Path folder, Instant now) {
    return in(folder, it -> it.withClock(Clock.fixed(now, java.time.ZoneOffset.UTC)));
  }

  private void start() {
    athena =
        LocalAthena.start(
            options.apply(LocalAthenaOptions.of(objects(), folder.resolve("catalog"))));
    client = clientAt(athena.endpoint());
  }

  /** A client of what is at an endpoint, this Athena or something before it. */
  AthenaClient clientAt(URI endpoint) {
    return AthenaClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  void restart() {
    close();
    start();
  }

  AthenaClient client() {
    return client;
  }

  URI endpoint() {
    return athena.endpoint();
  }

  Path objects() {
    return folder.resolve("objects").toAbsolutePath();
  }

  Path path(String key) {
    return objects().resolve("lake").resolve(key);
  }

  /** Submits a statement. */
  String start(String sql) {
    return client
        .startQueryExecution(
            request ->
                request
                    .queryString(sql)
                    .resultConfiguration(result -> result.outputLocation("s3://lake/results/")))
        .queryExecutionId();
  }

  /** Runs a statement to its end, however that is. */
  QueryExecution run(String sql) {
    return await(start(sql));
  }

  /** Runs a statement that must succeed. */
  QueryExecution succeed(String sql) {
    QueryExecution execution = run(sql);
    assertThat(execution.status().state())
        .as(sql + " -> " + execution.status().stateChangeReason())
        .isEqualTo(QueryExecutionState.SUCCEEDED);
    return execution;
  }

  /** Runs a statement that must fail, and gives the reason. */
  String fail(String sql) {
    QueryExecution execution = run(sql);
    assertThat(execution.status().state()).as(sql).isEqualTo(QueryExecutionState.FAILED);
    return execution.status().stateChangeReason();
  }

  /** The rows of a SELECT without the header, or the lines of another statement. */
  List<List<String>> rows(String sql) {
    QueryExecution execution = succeed(sql);
    List<List<String>> rows = new ArrayList<>();
    client
        .getQueryResultsPaginator(request -> request.queryExecutionId(execution.queryExecutionId()))
        .forEach(page -> page.resultSet().rows().forEach(row -> rows.add(values(row))));
    boolean header = execution.substatementType().equals("SELECT");
    return header ? rows.subList(1, rows.size()) : rows;
  }

  static List<String> values(Row row) {
    return row.data().stream().map(Datum::varCharValue).toList();
  }

  QueryExecution execution(String id) {
    return client.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
  }

  QueryExecution await(String id) {
    awaitTrue(
        "the end of " + id,
        () ->
            switch (execution(id).status().state()) {
              case SUCCEEDED, FAILED, CANCELLED -> true;
              case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> false;
            });
    return execution(id);
  }

  void awaitState(String id, QueryExecutionState state) {
    awaitTrue(id + " is " + state, () -> execution(id).status().state() == state);
  }

  static void awaitTrue(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The keys of all objects below a prefix of the bucket, in order. */
  List<String> keys(String prefix) {
    Path start = path(prefix);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> path("").relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void put(String key, String content) {
    try {
      createFolder(path(key).getParent());
      Files.writeString(path(key), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the rows of a DuckDB query as a Parquet object. */
  void putParquet(String key, String sql) {
    createFolder(path(key).getParent());
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(sql, path(key)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates a table {@code numbers} whose column {@code n} counts from 1. */
  void createNumbers(long count) {
    putParquet("numbers/all", "SELECT n FROM range(1, %d) t(n)".formatted(count + 1));
    succeed(
        "CREATE EXTERNAL TABLE numbers (n bigint) STORED AS PARQUET LOCATION 's3://lake/numbers/'");
  }

  private static void createFolder(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    athena.close();
  }
}
