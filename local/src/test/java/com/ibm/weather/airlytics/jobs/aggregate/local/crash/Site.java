package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaQueries;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthena;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.LocalAthenaOptions;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxies;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Service;
import com.ibm.weather.airlytics.jobs.aggregate.local.s3.LocalS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * The services of one case, on a copy of a saved state and behind proxies. They outlive the runs
 * that call them.
 */
final class Site implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> AGGREGATION =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL");

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_REGION", "eu-west-1",
          "AWS_ACCESS_KEY_ID", "local",
          "AWS_SECRET_ACCESS_KEY", "local");

  private final SavedState state;
  private final UserDb userDb;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final LocalAthena athena;
  private final LocalAirlock airlock;
  private final FaultProxies proxies;
  private final Queue<String> queries = new ConcurrentLinkedQueue<>();
  private volatile Function<String, QueryFault> queryFaults = sql -> QueryFault.NONE;

  private Site(SavedState state, UserDb userDb) throws IOException {
    this.state = state;
    this.userDb = userDb;
    LocalS3 s3 = opened(LocalS3.start(0, objects()));
    athena =
        opened(
            LocalAthena.start(
                LocalAthenaOptions.of(objects(), state.folder().resolve("catalog"))
                    .withFaults(this::faultOf)));
    airlock =
        opened(
            LocalAirlock.start(
                0,
                new LocalAirlock.Options(
                    state.folder().resolve("airlock"),
                    state.folder().resolve("airlock-runtime"),
                    objects(),
                    userDb.jdbcUrl(),
                    state.schema(),
                    Optional.empty())));
    proxies =
        opened(
            FaultProxies.before(
                Map.of(
                    Service.S3, s3.endpoint(),
                    Service.ATHENA, athena.endpoint(),
                    Service.AIRLOCK, airlock.baseUrl())));
    Files.writeString(
        configuration(),
        Scenario.configuration(proxies.url(Service.AIRLOCK).toString()).toString());
  }

  static Site open(SavedState state, Path folder, String schema, UserDb userDb) {
    try {
      return new Site(state.copy(folder, schema, userDb), userDb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T extends AutoCloseable> T opened(T service) {
    started.push(service);
    return service;
  }

  FaultProxies proxies() {
    return proxies;
  }

  /** Decides what happens to the queries that are submitted from now on. */
  void followQueries(Function<String, QueryFault> rule) {
    queryFaults = rule;
  }

  private QueryFault faultOf(String sql) {
    queries.add(sql);
    return queryFaults.apply(sql);
  }

  /** How the queries began that were submitted so far. */
  List<String> queries() {
    return queries.stream().map(sql -> sql.lines().findFirst().orElse("")).toList();
  }

  /** The environment of a pod that runs the job here. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(AGGREGATION);
    environment.putAll(CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL_S3", proxies.url(Service.S3).toString());
    environment.put("AWS_ENDPOINT_URL_ATHENA", proxies.url(Service.ATHENA).toString());
    environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + configuration());
    environment.put("AIRLYTICS_HEALTH_PORT", "0");
    return environment;
  }

  /** The rows of a query, which is no call that counts. */
  List<List<String>> rows(String sql) {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString());
    try (AthenaQueries queries = new AthenaQueries(environment)) {
      return queries.rows(sql);
    }
  }

  private Path configuration() {
    return state.folder().resolve("configuration.json");
  }

  /** Where all of it lies; gone once it is closed. */
  Path folder() {
    return state.folder();
  }

  Path objects() {
    return state.folder().resolve("objects");
  }

  Path catalog() {
    return state.folder().resolve("catalog");
  }

  List<String> userDbContent() {
    return userDb.content(state.schema());
  }

  /** The import jobs, as Airlock keeps them, in the order of their creation. */
  List<JsonNode> imports() {
    try (Stream<Path> files = Files.list(state.folder().resolve("airlock"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Site::json)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The executions of queries, as Athena keeps them. */
  private List<JsonNode> executions() {
    try (Stream<Path> files = Files.list(catalog().resolve("executions"))) {
      return files.filter(file -> file.toString().endsWith(".json")).map(Site::json).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return Json.MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all queries and imports have ended, whoever wanted them. */
  void awaitQuiet() {
    await(
        "imports",
        () ->
            imports().stream()
                .allMatch(
                    job -> job.path("status").asText("null").matches("COMPLETED|FAILED|null")));
    await(
        "queries",
        () -> executions().stream().noneMatch(query -> query.toString().contains("QUEUED")));
  }

  private static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " have not ended after " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Makes the leases look as if nobody had renewed them for a long time. */
  void ageLeases() {
    try (Stream<Path> files = Files.walk(objects())) {
      for (Path lease :
          files.filter(file -> file.getFileName().toString().startsWith("_LEASE")).toList()) {
        Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SavedState save(Path folder, String schema) {
    return state.copy(folder, schema, userDb);
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a service did not stop", e);
      }
    }
    userDb.dropSchema(state.schema());
    try {
      PathUtils.deleteDirectory(state.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
