package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.local.AthenaSession;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The job with the documented configuration, but for the import, on services of its own. */
public final class EmbeddedJob implements AutoCloseable {

  private static final Map<String, String> AGGREGATION =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL",
          "AIRLYTICS_HEALTH_PORT", "0");

  private final EmbeddedServices services;
  private final PushedMetrics metrics;
  private final AthenaHistory history;
  private final Configuration configuration;
  private final Path configurationFile;

  /**
   * Starts the services and writes the configuration.
   *
   * @param folder where all data lies
   * @param planning how long each query runs before it reads or writes anything
   * @param changes what differs from the documented configuration
   */
  public EmbeddedJob(Path folder, Duration planning, Consumer<ObjectNode> changes)
      throws IOException {
    services = new EmbeddedServices(folder, planning);
    metrics = PushedMetrics.start();
    history = new AthenaHistory(services.environment());
    ObjectNode json = documented();
    json.put("importToUserDb", false);
    changes.accept(json);
    configuration = ConfigurationReader.read(json, "of the benchmark");
    configurationFile = services.folder().resolve("configuration.json");
    Files.writeString(configurationFile, json.toString());
  }

  private static ObjectNode documented() throws IOException {
    try (InputStream file = LocalServices.class.getResourceAsStream("demo/hello-world.json")) {
      return (ObjectNode) Json.MAPPER.readTree(file);
    }
  }

  /** Makes buckets, databases and the source table over {@link #rawEvents}. */
  public void install(LocalDate firstDay, LocalDate lastDay) {
    Stream.of(
            configuration.targetS3Bucket(),
            configuration.athenaResultsOutputBucket(),
            configuration.csvOutputBucket())
        .forEach(services::createBucket);
    try (AthenaSession athena = athena()) {
      for (String database :
          List.of(configuration.sourceAthenaDb(), configuration.destAthenaDb())) {
        athena.run("CREATE DATABASE IF NOT EXISTS `%s`".formatted(database));
      }
      RawEvents events =
          new RawEvents(rawEvents(), firstDay, lastDay, configuration.sourcePartitions());
      athena.run(SourceTable.sql(configuration, objects(), rawEvents(), events));
    }
  }

  /** Runs the whole job as on that day, in a process of its own. */
  public JobRun run(LocalDate today) throws IOException, InterruptedException {
    Map<String, String> environment = jobEnvironment();
    environment.put("AIRLYTICS_PUSHGATEWAY_URL", metrics.endpoint().toString());
    JobProcess.Outcome outcome =
        JobProcess.run(
            environment,
            services.folder().resolve("job.log"),
            List.of("--today", today.toString()));
    return new JobRun(
        outcome.started(),
        outcome.ended(),
        outcome.cpuTime(),
        outcome.peakBytes(),
        metrics.take(),
        history.since(outcome.started()));
  }

  /** Runs it in this process, which takes less time to start, where only the queries count. */
  public StatementRuns runHere(LocalDate today) {
    Instant started = Instant.now();
    int exitCode = EventAggregatorCommand.run(jobEnvironment(), "--today", today.toString());
    if (exitCode != 0) {
      throw new IllegalStateException(
          "the job ended with %d; its log says why".formatted(exitCode));
    }
    return history.since(started);
  }

  private Map<String, String> jobEnvironment() {
    Map<String, String> environment = new HashMap<>(AGGREGATION);
    environment.putAll(services.environment());
    environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + configurationFile);
    return environment;
  }

  /** Runs single statements on the same Athena. */
  public AthenaSession athena() {
    return new AthenaSession(services.environment(), configuration.athenaResultsOutputBucket());
  }

  /** What Athena has run from then on. */
  public StatementRuns statementsSince(Instant start) {
    return history.since(start);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** The file that the job reads it from. */
  public Path configurationFile() {
    return configurationFile;
  }

  /** The folder of the raw events. */
  public Path rawEvents() {
    return services.objects().resolve("raw-events").resolve("events");
  }

  /** The folder of the daily aggregates. */
  public Path dailyFolder() {
    return target(configuration.dailyAggregationsS3Path());
  }

  /** A folder of the bucket of daily aggregates and snapshots. */
  public Path target(String folder) {
    return services
        .objects()
        .resolve(configuration.targetS3Bucket())
        .resolve(folder.replaceAll("^/|/$", ""));
  }

  /** What Athena calls a folder of these. */
  public String uri(Path folder) {
    return "s3://" + services.objects().relativize(folder) + "/";
  }

  /** The endpoints and keys that lead AWS clients here. */
  public Map<String, String> awsEnvironment() {
    return services.environment();
  }

  /** The folder behind S3. */
  public Path objects() {
    return services.objects();
  }

  @Override
  public void close() {
    history.close();
    metrics.close();
    services.close();
  }
}
