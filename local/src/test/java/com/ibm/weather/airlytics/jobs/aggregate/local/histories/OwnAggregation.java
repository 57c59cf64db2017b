package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.RunListener;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import com.ibm.weather.airlytics.jobs.aggregate.local.HurriedTime;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An aggregation with raw events, configuration, tables and folders of its own, on services that
 * many share. It is driven as an operator drives it: by its configuration and the command line.
 */
final class OwnAggregation implements AutoCloseable {

  static final String REVENUE = "revenue";

  static final String LAKE = "lake";
  static final String IMPORTS = "imports";
  static final String RESULTS = "aws-athena-query-results-eu-west-1";
  private static final int LONGEST_WINDOW = 3650;
  private static final int MOST_PARTITIONS = 200;

  private static final class Ending implements RunListener {

    private final List<JobResult> results = new ArrayList<>();

    @Override
    public void ended(JobResult result) {
      results.add(result);
    }
  }

  private final LocalServices services;
  private final String name;
  private final ObjectNode configuration;
  private final DuckDb duckDb;
  private final RawEventFiles rawEvents;
  private final Readers readers;
  private List<String> importColumns = List.of();

  /** A new aggregation of two partitions, with the windows of 3 days and of all time. */
  OwnAggregation(SharedServices shared, String name) throws IOException, SQLException {
    this.services = shared.local();
    this.name = name;
    this.duckDb = new DuckDb();
    Path folder = Installation.rawEventsFolder(services, name);
    this.rawEvents = new RawEventFiles(duckDb, folder);
    this.readers = new Readers(this, shared.queries());
    shared.athena().run("CREATE DATABASE `%s`".formatted(name));
    shared.athena().run(sourceTable(name, services.objects().relativize(folder)));
    this.configuration =
        Json.MAPPER
            .createObjectNode()
            .put("athenaRegion", "eu-west-1")
            .put("athenaCatalog", "AwsDataCatalog")
            .put("athenaResultsOutputBucket", RESULTS)
            .put("sourceAthenaDb", name)
            .put("sourceEventsTable", "events")
            .put("sourcePartitions", 2)
            .put("destAthenaDb", name)
            .put("targetS3Bucket", LAKE)
            .put("targetColumn", REVENUE)
            .put("aggregatedValueType", "bigint")
            .put("historyStartDay", "2021-06-01")
            .put("dailyAggregationsTable", "daily")
            .put("dailyAggregationsS3Path", "/%s/1d/".formatted(name))
            .put("csvOutputBucket", IMPORTS)
            .put("csvOutputFolder", "/%s/csv/".formatted(name))
            .put("csvTablePrefix", "users")
            .put("importToUserDb", false)
            .put("importTargetTable", name)
            .put("airlockApiBaseUrl", services.airlock().baseUrl().toString())
            .put("airlockProductId", product(name));
    this.configuration.putArray("secondaryAggregations");
    addWindow("d3", 3);
    addWindow("total", 36_500);
  }

  private static String sourceTable(String database, Path folder) {
    return """
        CREATE EXTERNAL TABLE `%s`.`events` (
          `userid` string,
          `shard` int,
          `name` string,
          `event` string
        )
        PARTITIONED BY (`partition` int, `day` string)
        STORED AS PARQUET
        LOCATION 's3://%s/'
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          'projection.partition.type' = 'integer',
          'projection.partition.range' = '0,%d',
          'projection.day.type' = 'date',
          'projection.day.format' = 'yyyy-MM-dd',
          'projection.day.range' = '2015-01-01,NOW'
        )
        """
        .formatted(database, folder.toString().replace('\\', '/'), MOST_PARTITIONS - 1);
  }

  private static String product(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  LocalServices services() {
    return services;
  }

  String name() {
    return name;
  }

  DuckDb duckDb() {
    return duckDb;
  }

  RawEventFiles rawEvents() {
    return rawEvents;
  }

  Readers readers() {
    return readers;
  }

  /** A day arrives in all partitions, with these events and others that do not count. */
  void arrive(LocalDate day, Event... events) throws SQLException {
    List<Event> all = new ArrayList<>(List.of(events));
    int partitions = configuration.get("sourcePartitions").asInt();
    IntStream.range(0, partitions).forEach(partition -> all.add(Event.arrived(partition, day)));
    rawEvents.add(all);
  }

  /** The configuration of the next run, which may be changed. */
  ObjectNode configuration() {
    return configuration;
  }

  ArrayNode windows() {
    return (ArrayNode) configuration.get("secondaryAggregations");
  }

  /** Adds a window, whose table has its name. */
  void addWindow(String windowName, int days) {
    windows()
        .addObject()
        .put("targetTable", windowName)
        .put("targetFolder", "/%s/%s/".formatted(name, windowName))
        .put("aggregationWindowDays", days);
  }

  /**
   * Makes the user DB's table, which is named like the aggregation, anew when the windows of now
   * need other columns.
   */
  void createImportTable() throws SQLException {
    List<String> columns = new ArrayList<>();
    columns.addAll(columnsOf("d1"));
    for (JsonNode window : windows()) {
      int days = window.get("aggregationWindowDays").asInt();
      columns.addAll(columnsOf(days > LONGEST_WINDOW ? "total" : "d" + days));
    }
    if (configuration.get("importToUserDb").asBoolean() && !columns.equals(importColumns)) {
      try (Connection connection = DriverManager.getConnection(services.userDb().jdbcUrl());
          Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE IF EXISTS " + name);
      }
      String type = configuration.get("aggregatedValueType").asText();
      services.userDb().createImportTable(LocalServices.USER_DB_SCHEMA, name, columns, type);
      importColumns = columns;
    }
  }

  private static List<String> columnsOf(String suffix) {
    return List.of(REVENUE + "_" + suffix, "cnt_" + suffix);
  }

  /** The imports that Airlock was asked for. */
  List<DataImportJob> imports() {
    return new AirlockClient(services.airlock().baseUrl().toString(), Optional.empty())
        .imports(configuration.get("airlockProductId").asText());
  }

  LocalDate historyStartDay() {
    return LocalDate.parse(configuration.get("historyStartDay").asText());
  }

  /** A folder or an object of the target bucket, below the aggregation's own folder. */
  Path target(String path) {
    return services.objects().resolve(LAKE).resolve(name).resolve(path);
  }

  /** The folder of a day's CSV. */
  Path csvFolder(LocalDate day) {
    return services
        .objects()
        .resolve(IMPORTS)
        .resolve(name)
        .resolve("csv/users_" + day.toString().replace("-", ""));
  }

  /** Runs the whole job with all days before today. */
  JobResult run(LocalDate today) throws IOException {
    return run("--today", today.toString());
  }

  JobResult run(String... arguments) throws IOException {
    return run(Map.of(), service -> {}, arguments);
  }

  /** Runs the job, which is told to end at a certain call to S3 or Athena, if it comes so far. */
  JobResult runUntil(int call, String... arguments) throws IOException {
    List<JobExecutionService> running = new ArrayList<>();
    try (Interruption interruption =
        new Interruption(services, call, () -> running.forEach(JobExecutionService::cancel))) {
      return run(interruption.endpoints(), running::add, arguments);
    }
  }

  /**
   * Runs the command line.
   *
   * @param changes environment variables that are set otherwise
   * @param beginning is given the service before the run begins
   */
  JobResult run(
      Map<String, String> changes, Consumer<JobExecutionService> beginning, String... arguments)
      throws IOException {
    Map<String, String> environment = environment();
    environment.putAll(changes);
    Ending ending = new Ending();
    JobExecutionService service =
        new JobExecutionService(
            environment, new Progress(), ending, LeaseTimes.STANDARD, new HurriedTime());
    beginning.accept(service);
    EventAggregatorCommand.run(service, arguments);
    return ending.results.get(0);
  }

  /** The environment of a pod that runs the job here. */
  Map<String, String> environment() throws IOException {
    Path file = services.folder().resolve(name + ".json");
    Files.writeString(file, configuration.toString());
    Map<String, String> environment = new HashMap<>(services.awsEnvironment());
    environment.put("AIRLYTICS_AGGREGATION", "LTV");
    environment.put("AIRLYTICS_ENVIRONMENT", "PROD");
    environment.put("AIRLYTICS_PRODUCT", name);
    environment.put("AIRLYTICS_DEPLOYMENT", "INTERNAL");
    environment.put("AIRLYTICS_CONFIGURATION_URI", "file:" + file);
    environment.put("AIRLYTICS_HEALTH_PORT", "0");
    return environment;
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
