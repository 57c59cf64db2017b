package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import static com.ibm.weather.airlytics.jobs.aggregate.local.demo.DocumentedManifest.AIRLOCK_KEY;
import static com.ibm.weather.airlytics.jobs.aggregate.local.demo.DocumentedManifest.AIRLOCK_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockClient;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.DataImportJob;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documented manifest's environment with Airlock's runtime file leads to the same run as the
 * documented JSON given as a file.
 */
class DocumentedManifestTest {

  private static final SampleOptions SAMPLE =
      new SampleOptions(LocalDate.parse("2021-06-01"), 2, 60, 200, 5, 1);

  @TempDir private Path folder;

  /** What a run did and left, without what differs from run to run: times and query ids. */
  private record Outcome(
      int exitCode,
      List<String> stages,
      List<String> path,
      List<String> folders,
      List<String> csv,
      List<String> userDb,
      List<String> imports) {}

  @Test
  void hasTheSixDocumentedVariables() throws IOException {
    assertThat(DocumentedManifest.environment())
        .containsExactly(
            Map.entry("AIRLYTICS_AGGREGATION", "LTV"),
            Map.entry("AIRLYTICS_ENVIRONMENT", "PROD"),
            Map.entry("AIRLYTICS_PRODUCT", "Hello World App"),
            Map.entry("AIRLYTICS_DEPLOYMENT", "INTERNAL"),
            Map.entry("AIRLOCK_KEY", AIRLOCK_KEY),
            Map.entry("AIRLOCK_PASSWORD", AIRLOCK_PASSWORD));
  }

  @Test
  void leadsToTheDocumentedConfiguration() throws IOException {
    try (LocalServices services = LocalServices.start(folder, LocalPorts.ANY)) {
      Files.writeString(
          services.airlock().season().resolve("AirlockRuntimePRODUCTION.json"),
          DemoRuntimeFile.documented());
      Configuration configuration =
          new JobExecutionService(environment(services))
              .configurations(notice -> {}, evaluation -> {})
              .configuration(Optional.empty());

      assertThat(configuration)
          .isEqualTo(ConfigurationReader.read(DemoConfiguration.documented(), "documented"));
    }
  }

  @Test
  void leadsToTheSameRunAsTheFile() throws Exception {
    Outcome fromFile = run(folder.resolve("file"), false);
    Outcome fromAirlock = run(folder.resolve("airlock"), true);

    assertThat(fromFile.exitCode()).isZero();
    assertThat(fromFile.userDb()).hasSizeGreaterThan(10);
    assertThat(fromFile.csv()).hasSameSizeAs(fromFile.userDb());
    assertThat(fromFile.imports()).hasSize(1);
    assertThat(fromAirlock).usingRecursiveComparison().isEqualTo(fromFile);
  }

  private static Outcome run(Path folder, boolean fromAirlock) throws Exception {
    Credentials credentials = new Credentials(AIRLOCK_KEY, AIRLOCK_PASSWORD);
    try (LocalServices services =
        LocalServices.start(folder, LocalPorts.ANY, Optional.of(credentials))) {
      Path rawEvents = Installation.rawEventsFolder(services, "sample");
      SampleEvents.write(rawEvents, SAMPLE, day -> {});
      RawEvents events = RawEvents.inspect(rawEvents);
      DemoConfiguration demo =
          DemoConfiguration.of(Optional.empty(), services.airlock().baseUrl(), events);
      new Installation(services, demo.configuration()).prepare(events);

      Optional<String> uri = Optional.empty();
      if (fromAirlock) {
        DemoRuntimeFile.write(demo.json(), services.airlock().season());
      } else {
        Path file = folder.resolve("configuration.json");
        demo.write(file);
        uri = Optional.of("file:" + file);
      }
      JobResult result =
          new JobExecutionService(environment(services))
              .execute(
                  JobRequest.wholeJob(
                      uri, Optional.of(events.lastDay().plusDays(1)), Instant.now()));
      List<DataImportJob> imports = endedImports(services, demo.configuration());
      return new Outcome(
          result.exitCode(),
          result.stages().stream().map(DocumentedManifestTest::figures).toList(),
          result.path().stream().map(String::valueOf).sorted().toList(),
          folders(services),
          csv(services),
          userDb(services),
          imports.stream().map(job -> job.name() + " " + job.status()).toList());
    }
  }

  private static Map<String, String> environment(LocalServices services) throws IOException {
    Map<String, String> environment = new HashMap<>(DocumentedManifest.environment());
    environment.putAll(services.awsEnvironment());
    environment.put("AIRLOCK_DEFAULTS_FILE", services.airlock().defaultsFile().toString());
    return environment;
  }

  private static String figures(StageFigures stage) {
    return "%s: %d statements, %d DML, %s rows"
        .formatted(stage.stage(), stage.statements(), stage.dataStatements(), stage.rows());
  }

  private static List<DataImportJob> endedImports(LocalServices services, Configuration of) {
    AirlockClient airlock =
        new AirlockClient(
            services.airlock().baseUrl().toString(),
            Optional.of(new AirlockCredentials(AIRLOCK_KEY, AIRLOCK_PASSWORD)));
    Instant latest = Instant.now().plusSeconds(30);
    while (true) {
      List<DataImportJob> imports = airlock.imports(of.airlockProductId());
      if (imports.stream().allMatch(job -> job.status().matches("COMPLETED|FAILED"))) {
        return imports;
      }
      assertThat(Instant.now()).as("still running: %s", imports).isBefore(latest);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static List<String> folders(LocalServices services) {
    return files(services.objects()).stream()
        .map(file -> services.objects().relativize(file.getParent()).toString())
        .filter(folder -> !folder.contains("query-results"))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> csv(LocalServices services) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(services.objects().resolve("airlytics-imports-internal"))) {
      if (file.toString().endsWith(".gz")) {
        try (GZIPInputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
          new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static List<String> userDb(LocalServices services) throws Exception {
    String query =
        "SELECT u.user_id || ' ' || revenue_d1 || ' ' || cnt_d7 || ' ' || revenue_total"
            + " FROM ad_impressions u ORDER BY 1";
    try (Connection connection = DriverManager.getConnection(services.userDb().jdbcUrl());
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      List<String> users = new ArrayList<>();
      while (rows.next()) {
        users.add(rows.getString(1));
      }
      return users;
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
