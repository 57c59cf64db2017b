package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import com.ibm.weather.airlytics.jobs.aggregate.local.demo.DemoRuntimeFile;
import com.ibm.weather.airlytics.jobs.aggregate.local.demo.DocumentedManifest;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The very command of the image on the very files of the image, in a pod with the documented
 * manifest's environment, against the embedded services. Prints what memory and time it took.
 */
class ImageIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path OVERLAY =
      PROJECT.resolve("container/kubernetes/overlays/example/cronjob.yaml");
  private static final long MOST_RESIDENT = 200L << 20;
  private static final int PARTITIONS = 100;
  private static final int BACKFILLED_DAYS = Integer.getInteger("days", 100);
  private static final SampleOptions SAMPLE =
      new SampleOptions(LocalDate.of(2021, 6, 1), 2, 400, 1000, PARTITIONS, 7);

  @TempDir private static Path folder;

  private static LocalServices services;
  private static ImageFiles files;
  private static Pod pod;

  @BeforeAll
  static void stageTheImageAndStartTheServices() throws IOException {
    Optional<String> obstacle = Pod.obstacle();
    assumeThat(obstacle).as("no pod can be run here: " + obstacle.orElse("")).isEmpty();
    Dockerfile dockerfile = Dockerfile.read(PROJECT.resolve("container/Dockerfile"));
    files = ImageFiles.stage(dockerfile, PROJECT, Files.createDirectory(folder.resolve("image")));
    services =
        LocalServices.start(
            folder.resolve("services"),
            LocalPorts.ANY,
            Optional.of(
                new Credentials(
                    DocumentedManifest.AIRLOCK_KEY, DocumentedManifest.AIRLOCK_PASSWORD)));
    files.mount(mountPathOfTheOverlay(), services.airlock().defaultsFile());
    pod = new Pod(dockerfile.image(), files, JavaRuntime.like(dockerfile.image().only("FROM")));
  }

  @AfterAll
  static void stopTheServices() {
    if (services != null) {
      services.close();
    }
  }

  @Test
  void aChangeOfOurCodeLeavesTheLargeLayerAsItIs() {
    List<Path> others = files.layers().get(0);
    List<Path> ours = files.layers().stream().skip(1).flatMap(List::stream).toList();

    assertThat(others).hasSizeGreaterThan(20).noneMatch(ImageFiles::isOurs);
    assertThat(ours).isNotEmpty().allMatch(ImageFiles::isOurs);
    assertThat(files.size(ours)).isLessThan(files.size(others) / 10);
  }

  @Test
  void dailyRunStaysWithinTheLimit() throws Exception {
    Path events = Installation.rawEventsFolder(services, "sample");
    SampleEvents.write(events, SAMPLE, day -> {});
    ObjectNode configuration = configuration(SAMPLE.firstDay());
    new Installation(services, ConfigurationReader.read(configuration, "of the test"))
        .prepare(RawEvents.inspect(events));
    DemoRuntimeFile.write(configuration, services.airlock().season());
    int port = freePort();

    try (Probes probes = Probes.start(port);
        AthenaTimes athena = new AthenaTimes(services.awsEnvironment())) {
      Map<String, String> variables = Map.of("AIRLYTICS_HEALTH_PORT", Integer.toString(port));
      LocalDate secondDay = SAMPLE.firstDay().plusDays(1);
      assertDone(run(variables, "--today", secondDay.toString()));
      PodOutcome daily = run(variables, "--today", secondDay.plusDays(1).toString());

      assertDone(daily);
      daily.print("a daily run", athena.firstQuerySince(daily.started()));
      assertThat(daily.peakBytes()).isPositive().isLessThan(MOST_RESIDENT);
      assertThat(probes.statuses(Probes.ALIVE)).containsExactly(200);
      assertThat(probes.statuses(Probes.READY)).contains(200);
      assertThat(probes.newest(Probes.METRICS)).contains("airlytics_run_state{");
    }
  }

  @Test
  void backfillOfTwoThousandDaysStaysWithinTheLimit() throws Exception {
    LocalDate today = LocalDate.of(2026, 6, 1);
    ObjectNode configuration = configuration(today.minusDays(BACKFILLED_DAYS));
    configuration.put("importToUserDb", false);
    for (String bucket : List.of("targetS3Bucket", "csvOutputBucket")) {
      configuration.put(bucket, "backfill");
    }
    services.s3().createBucket("backfill");
    DemoRuntimeFile.write(configuration, services.airlock().season());
    try (InstantAthena athena = InstantAthena.start(services.objects(), PARTITIONS)) {
      Map<String, String> variables =
          Map.of(
              "AIRLYTICS_HEALTH_PORT",
              "0",
              "AWS_ENDPOINT_URL_ATHENA",
              athena.endpoint().toString());
      PodOutcome backfill = run(variables, "--today", today.toString());

      assertDone(backfill);
      assertThat(backfill.log())
          .anyMatch(line -> line.contains("(%1$d of %1$d)".formatted(BACKFILLED_DAYS)));
      assertThat(athena.statements()).isGreaterThan(BACKFILLED_DAYS * 4);
      backfill.print(
          "a backfill of %,d days".formatted(BACKFILLED_DAYS),
          athena.firstStatement().orElseThrow());
      assertThat(backfill.peakBytes()).isPositive().isLessThan(MOST_RESIDENT);
    }
  }

  private static void assertDone(PodOutcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.tail()).isZero();
    List<JsonNode> lines =
        outcome.log().stream().map(line -> Json.tree(line, "a line of the log")).toList();
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.fieldNames()).toIterable().contains("level", "run"))
        .last()
        .satisfies(line -> assertThat(line.path("message").asText()).startsWith("The run is done"));
  }

  private static PodOutcome run(Map<String, String> changes, String... arguments) throws Exception {
    Map<String, String> environment = new HashMap<>(DocumentedManifest.environment());
    environment.putAll(services.awsEnvironment());
    environment.putAll(changes);
    return pod.run(environment, folder.resolve("log"), arguments);
  }

  private static ObjectNode configuration(LocalDate historyStartDay) throws IOException {
    try (InputStream file = LocalServices.class.getResourceAsStream("demo/hello-world.json")) {
      ObjectNode configuration = (ObjectNode) Json.MAPPER.readTree(file);
      configuration.put("airlockApiBaseUrl", services.airlock().baseUrl().toString());
      configuration.put("airlockProductId", "5fe0e5f4-6a1c-4b4e-9f9b-0d2a4f1f2b11");
      configuration.put("historyStartDay", historyStartDay.toString());
      return configuration;
    }
  }

  private static Path mountPathOfTheOverlay() throws IOException {
    Matcher path = Pattern.compile("mountPath: (\\S+)").matcher(Files.readString(OVERLAY));
    assertThat(path.find()).isTrue();
    return Path.of(path.group(1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
