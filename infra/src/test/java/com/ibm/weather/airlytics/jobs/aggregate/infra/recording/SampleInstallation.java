package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.infra.Deployed;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** The embedded services with a few days of events and the configuration where the stack says. */
final class SampleInstallation implements AutoCloseable {

  static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");

  private static final int WINDOWS = 2;
  private static final int PARTITIONS = 3;
  private static final SampleOptions SAMPLE =
      new SampleOptions(FIRST_DAY, 5, 60, 120, PARTITIONS, 7);

  private final LocalServices services;
  private final Path rawEvents;

  private SampleInstallation(LocalServices services, Path rawEvents) {
    this.services = services;
    this.rawEvents = rawEvents;
  }

  static SampleInstallation in(Path folder) throws IOException {
    LocalServices services = LocalServices.start(folder, LocalPorts.ANY);
    Path rawEvents = Installation.rawEventsFolder(services, "sample");
    SampleEvents.write(rawEvents, SAMPLE, day -> {});
    ObjectNode configuration =
        documentedConfiguration()
            .put("airlockApiBaseUrl", services.airlock().baseUrl().toString())
            .put("airlockProductId", "5fe0e5f4-6a1c-4b4e-9f9b-0d2a4f1f2b11")
            .put("sourcePartitions", PARTITIONS);
    new Installation(services, ConfigurationReader.read(configuration, "of the recorded runs"))
        .prepare(RawEvents.inspect(rawEvents));
    SampleInstallation installation = new SampleInstallation(services, rawEvents);
    installation.configure(Deployed.AGGREGATION, configuration.deepCopy().put("lookbackDays", 1));
    installation.configure("STRICT", configuration.deepCopy().put("failOnInvalidValues", true));
    installation.configure(
        "EARLIER", configuration.deepCopy().put("historyStartDay", "" + FIRST_DAY.minusDays(1)));
    return installation;
  }

  /** The documented configuration, with the shortest and the longest of its windows. */
  static ObjectNode documentedConfiguration() {
    try (InputStream file = Installation.class.getResourceAsStream("demo/hello-world.json")) {
      ObjectNode configuration = (ObjectNode) Json.MAPPER.readTree(file);
      ArrayNode windows = (ArrayNode) configuration.path("secondaryAggregations");
      while (windows.size() > WINDOWS) {
        windows.remove(1);
      }
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(String aggregation, ObjectNode configuration) throws IOException {
    Path file = services.objects().resolve(Deployed.configurationObject(aggregation));
    Files.createDirectories(file.getParent());
    Files.writeString(file, configuration.toString());
  }

  LocalServices services() {
    return services;
  }

  /**
   * Has another run hold the lease.
   *
   * @param holder the ARN of its execution, or the name of its process
   */
  void giveLeaseTo(String holder) throws IOException {
    String lease =
        """
        {"run": "run-7", "holder": "%s", "workGroup": "primary", "since": "2021-06-30T03:00:04Z",
         "renewals": 0, "leftWorkGroups": []}
        """
            .formatted(holder);
    Files.writeString(lease(), lease);
  }

  void removeLease() throws IOException {
    Files.deleteIfExists(lease());
  }

  private Path lease() throws IOException {
    ObjectNode configuration = documentedConfiguration();
    return services
        .objects()
        .resolve(configuration.path("targetS3Bucket").asText())
        .resolve(configuration.path("dailyAggregationsS3Path").asText())
        .resolve("_LEASE");
  }

  /** Makes a day look incomplete. */
  void hidePartition(LocalDate day) throws IOException {
    Files.move(
        rawEvents.resolve("partition=0").resolve("day=" + day),
        services.folder().resolve("hidden"));
  }

  /** Adds an event of a user whose id is longer than the user DB has room for. */
  void addUserWithLongId(LocalDate day) {
    Path file = rawEvents.resolve("partition=0").resolve("day=" + day).resolve("long-id.parquet");
    String event =
        """
        SELECT repeat('x', 65) AS userid, 1::INTEGER AS shard, 'ad-impression' AS name,
          '{"attributes": {"revenue": 5}}' AS event
        """;
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(event, file));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    services.close();
  }
}
