package com.ibm.weather.airlytics.jobs.aggregate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The job and the embedded services on a small sample, and the questions that tests ask of them.
 */
final class JobFixture implements AutoCloseable {

  private static final int PARTITIONS = 20;
  private static final Map<String, String> AGGREGATION =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL");

  private final LocalServices services;
  private final SampleOptions sample;
  private final Path rawEvents;
  private final ObjectNode configuration;
  private final AirlockImports imports;

  private JobFixture(
      LocalServices services, SampleOptions sample, Path rawEvents, ObjectNode configuration) {
    this.services = services;
    this.sample = sample;
    this.rawEvents = rawEvents;
    this.configuration = configuration;
    this.imports =
        new AirlockImports(
            services.airlock().baseUrl(), configuration.get("airlockProductId").asText());
  }

  /** A few hundred users, 20 partitions, with all the oddities of the sample. */
  static SampleOptions smallSample(LocalDate firstDay, int days) {
    return new SampleOptions(firstDay, days, 250, 600, PARTITIONS, 7);
  }

  static JobFixture start(Path folder, SampleOptions sample) throws IOException {
    return start(sample, LocalServices.start(folder, LocalPorts.ANY));
  }

  /** With an Athena whose queries take a while. */
  static JobFixture startSlowly(Path folder, SampleOptions sample, Duration planning)
      throws IOException {
    return start(
        sample,
        LocalServices.start(
            folder, LocalPorts.ANY, Optional.empty(), athena -> athena.withPlanning(planning)));
  }

  /** With services that are there; the fixture closes them. */
  static JobFixture start(SampleOptions sample, LocalServices services) throws IOException {
    Path rawEvents = Installation.rawEventsFolder(services, "sample");
    SampleEvents.write(rawEvents, sample, day -> {});
    ObjectNode configuration = (ObjectNode) documentedConfiguration();
    configuration.put("airlockApiBaseUrl", services.airlock().baseUrl().toString());
    configuration.put("airlockProductId", "5fe0e5f4-6a1c-4b4e-9f9b-0d2a4f1f2b11");
    configuration.put("sourcePartitions", sample.partitions());
    new Installation(services, ConfigurationReader.read(configuration, "of the test"))
        .prepare(RawEvents.inspect(rawEvents));
    return new JobFixture(services, sample, rawEvents, configuration);
  }

  private static JsonNode documentedConfiguration() throws IOException {
    try (InputStream file = JobFixture.class.getResourceAsStream("demo/hello-world.json")) {
      return Json.MAPPER.readTree(file);
    }
  }

  /** What the job wrote. */
  JobOutput output() {
    return new JobOutput(services, sample, rawEvents);
  }

  /** What the numbers must be. */
  Oracle oracle() throws SQLException {
    return new Oracle(rawEvents);
  }

  LocalServices services() {
    return services;
  }

  Path rawEvents() {
    return rawEvents;
  }

  SampleOptions sample() {
    return sample;
  }

  ObjectNode configuration() {
    return configuration;
  }

  JobResult run(LocalDate today) throws Exception {
    return run(configuration, today);
  }

  /** With another configuration. */
  JobResult run(ObjectNode changed, LocalDate today) throws Exception {
    return execute(changed, today, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Does days again. */
  JobResult reprocess(LocalDate today, DayRange days) throws Exception {
    return execute(configuration, today, Optional.empty(), Optional.empty(), Optional.of(days));
  }

  JobResult runStage(String stage, LocalDate today, LocalDate day) throws Exception {
    return runStage(configuration, stage, today, day);
  }

  JobResult runStage(ObjectNode changed, String stage, LocalDate today, LocalDate day)
      throws Exception {
    return execute(
        changed, today, Optional.of(Stage.named(stage)), Optional.of(day), Optional.empty());
  }

  private JobResult execute(
      JsonNode json,
      LocalDate today,
      Optional<Stage> stage,
      Optional<LocalDate> day,
      Optional<DayRange> days)
      throws Exception {
    JobExecutionService service =
        new JobExecutionService(
            environment(json),
            new Progress(),
            RunListener.NONE,
            LeaseTimes.STANDARD,
            new HurriedTime());
    JobResult result =
        service.execute(
            new JobRequest(Optional.empty(), Optional.of(today), stage, day, days, Instant.now()));
    awaitImports();
    return result;
  }

  /** The environment of a pod that runs the job here. */
  Map<String, String> environment() throws IOException {
    return environment(configuration);
  }

  private Map<String, String> environment(JsonNode json) throws IOException {
    Path file = services.folder().resolve("configuration.json");
    Files.writeString(file, json.toString());
    Map<String, String> environment = new HashMap<>(AGGREGATION);
    environment.putAll(services.awsEnvironment());
    environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + file);
    environment.put("AIRLYTICS_HEALTH_PORT", "0");
    return environment;
  }

  List<String> userDbUsers() throws SQLException {
    try (Connection connection = DriverManager.getConnection(services.userDb().jdbcUrl());
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT user_id FROM ad_impressions")) {
      List<String> users = new ArrayList<>();
      while (rows.next()) {
        users.add(rows.getString(1));
      }
      return users;
    }
  }

  /** Every object of daily aggregates, snapshots and CSVs, query results left out. */
  List<String> dataObjects() throws IOException {
    TreeSet<String> objects = new TreeSet<>();
    for (String bucket :
        List.of("airlytics-datalake-internal-prod", "airlytics-imports-internal")) {
      files(services.objects().resolve(bucket)).forEach(file -> objects.add(file.toString()));
    }
    return List.copyOf(objects);
  }

  /** The objects, and where each table shows them. */
  List<String> state() throws IOException {
    List<String> state = new ArrayList<>(dataObjects());
    for (Path table : files(services.folder().resolve("catalog/tables"))) {
      state.add(Files.readString(table));
    }
    return state;
  }

  /** Where the folders of daily aggregates and windows lie. */
  Path aggregations() {
    return services
        .objects()
        .resolve("airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld");
  }

  List<JsonNode> imports() throws Exception {
    return imports.all();
  }

  /** Waits until all imports have ended, which must be well. */
  void awaitImports() throws Exception {
    imports.requireEndedWell();
  }

  /** Makes a day look incomplete. */
  void hidePartition(int partition, LocalDate day) throws IOException {
    Files.move(partitionFolder(partition, day), hidden(partition, day));
  }

  void showPartition(int partition, LocalDate day) throws IOException {
    Files.move(hidden(partition, day), partitionFolder(partition, day));
  }

  private Path hidden(int partition, LocalDate day) {
    return services.folder().resolve("hidden-%d-%s".formatted(partition, day));
  }

  private Path partitionFolder(int partition, LocalDate day) {
    return rawEvents.resolve("partition=" + partition).resolve("day=" + day);
  }

  /** Adds a late ad impression to a day. */
  void addEvents(LocalDate day, String user, long revenue) throws SQLException {
    addEvents(3, day, user, revenue);
  }

  /** Adds a late ad impression to a partition of a day. */
  void addEvents(int partition, LocalDate day, String user, long revenue) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckDb.createStatement()) {
      statement.execute(
          """
          COPY (SELECT '%s' AS userid, CAST(3 AS integer) AS shard, 'ad-impression' AS name,
                  '{"attributes":{"revenue":%d}}' AS event)
          TO '%s' (FORMAT parquet)
          """
              .formatted(user, revenue, partitionFolder(partition, day).resolve("late.parquet")));
    }
  }

  /** Takes back what was added to a day. */
  void removeAddedEvents(LocalDate day) throws IOException {
    Files.delete(partitionFolder(3, day).resolve("late.parquet"));
  }

  /** The files below a folder, which need not be there. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() {
    services.close();
  }
}
