package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobRequest;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the environment to the exit code. */
class ExitCodeTest {

  private CommandFixture command;

  @BeforeEach
  void start() throws Exception {
    command =
        new CommandFixture(
            new FakeAws().object("configurations/LTV.json", Configurations.valid().toString()),
            Log.capture());
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void namesAllMissingVariablesAtOnce() {
    command.unset("AIRLYTICS_AGGREGATION", "AIRLYTICS_DEPLOYMENT").set("AIRLYTICS_PRODUCT", " ");
    refuses(
        "the environment lacks AIRLYTICS_AGGREGATION, AIRLYTICS_PRODUCT, AIRLYTICS_DEPLOYMENT:"
            + " together they say which aggregation to run");
  }

  @Test
  void wantsBothHalvesOfTheAirlockKey() {
    command.set("AIRLOCK_KEY", "key");
    refuses(
        "AIRLOCK_KEY is set but AIRLOCK_PASSWORD is not; set both, or neither for a server without"
            + " authentication");
  }

  @Test
  void namesAllThatIsMissingOrHalfSetOrWrongInOneMessage() {
    command
        .unset("AIRLYTICS_PRODUCT", "AIRLYTICS_CONFIGURATION_URI", "AWS_SECRET_ACCESS_KEY")
        .set("AIRLOCK_KEY", "key")
        .set("AWS_ENDPOINT_URL", "localhost")
        .set("AIRLYTICS_HEALTH_PORT", "http")
        .set("AIRLYTICS_LOG_FORMAT", "xml");
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.log().lines())
        .singleElement()
        .asString()
        .startsWith("ERROR 6 things are wrong:\n  the environment lacks AIRLYTICS_PRODUCT: ")
        .contains(
            "\n  no configuration: for Airlock, write the path of the season's AirlockDefaults.json"
                + " into AIRLOCK_DEFAULTS_FILE",
            "\n  AIRLOCK_KEY is set but AIRLOCK_PASSWORD is not; ",
            "\n  AWS_ENDPOINT_URL is \"localhost\"; ",
            "\n  of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set; ",
            "\n  AIRLYTICS_HEALTH_PORT is \"http\"; write a port such as 8081, or 0 for none;"
                + " AIRLYTICS_LOG_FORMAT is \"xml\"; write text or json");
    assertThat(command.aws().requests()).isEmpty();
  }

  @Test
  void theLastLineSaysWhatBecameOfTheRunEvenIfThePushgatewayIsAway() {
    command
        .set("AIRLYTICS_PUSHGATEWAY_URL", "http://127.0.0.1:1")
        .set("AIRLYTICS_AGGREGATION", "None");
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.log().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARN The Pushgateway http://127.0.0.1:1 got no "),
            line ->
                assertThat(line)
                    .isEqualTo("ERROR there is no configuration s3://configurations/None.json"));
  }

  @Test
  void wantsAConfiguration() {
    command.unset("AIRLYTICS_CONFIGURATION_URI");
    refuses(
        "no configuration: for Airlock, write the path of the season's AirlockDefaults.json into"
            + " AIRLOCK_DEFAULTS_FILE or put the file on the class path; for a file, set"
            + " AIRLYTICS_CONFIGURATION_URI or give --config, for example file:ltv.json or"
            + " s3://my-bucket/{environment}/{aggregation}.json");
  }

  @Test
  void refusesAnEndpointThatIsNotAUrl() {
    command.set("AWS_ENDPOINT_URL_ATHENA", "localhost:9001");
    refuses(
        "AWS_ENDPOINT_URL_ATHENA is \"localhost:9001\"; write a URL such as http://localhost:9000");
  }

  @Test
  void listsEveryMistakeOfAConfigurationAndTouchesNothing(@TempDir Path folder) throws Exception {
    ObjectNode configuration = Configurations.valid();
    configuration.put("athenaRegion", "Ireland").put("historyStartDay", "June");
    configuration.put("targetColum", "revenue").put("exportToCsv", "yes");
    configuration.remove("sourceEventsTable");
    Path file = folder.resolve("LTV.json");
    Files.writeString(file, configuration.toString());
    assertThat(command.run("--config", "file:" + folder + "/{aggregation}.json")).isEqualTo(2);
    assertThat(command.log().lines()).hasSize(1);
    assertThat(command.log().lines().get(0))
        .startsWith("ERROR The configuration file:" + file + " has 5 mistakes:\n")
        .contains("$.athenaRegion: ", "$.historyStartDay: ", "$.targetColum: ", "targetColumn?")
        .contains("$.exportToCsv: ", "$.sourceEventsTable: ");
    assertThat(command.aws().requests()).isEmpty();
  }

  @Test
  void saysThatThereIsNoSuchConfiguration() {
    assertThat(command.run("--config", "s3://configurations/{product}.json")).isEqualTo(2);
    assertThat(command.log().lines())
        .containsExactly(
            "ERROR there is no configuration s3://configurations/Hello World App.json");
  }

  @Test
  void refusesADayThatIsNotOver() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(command.run("--stage", "ExportCsv", "--day", today.plusDays(2).toString()))
        .isEqualTo(2);
    assertThat(command.log().lines())
        .last()
        .asString()
        .startsWith("ERROR the day " + today.plusDays(2) + " is not over yet; the newest that can");
    assertThat(command.aws().requests("StartQueryExecution")).isEmpty();
  }

  @Test
  void failsWithTheStageThatFailed() {
    assertThat(command.run("--stage", "ImportToUserDb", "--day", "2021-06-30")).isEqualTo(1);
    assertThat(command.log().lines())
        .endsWith(
            "ERROR ImportToUserDb of 2021-06-30 (PrepareImport) failed: ImportToUserDb of"
                + " 2021-06-30: there is no CSV of that day; run ExportCsv for it first, or the"
                + " whole job",
            "ERROR The run failed at ImportToUserDb of 2021-06-30 (PrepareImport). The next run"
                + " carries on where this one stopped; to run only this stage again, give --stage"
                + " ImportToUserDb --day 2021-06-30.");
  }

  @Test
  void saysWhichConfigurationCannotBeRead() {
    command.aws().deny();
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.log().lines())
        .singleElement()
        .asString()
        .startsWith("ERROR the configuration s3://")
        .contains("cannot be read: no, you may not")
        .doesNotContain("\n");
  }

  @Test
  void namesTheEndpointThatDoesNotAnswerAndKeepsTheStackTraceForDebug() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    command.set("AWS_ENDPOINT_URL_S3", "http://localhost:" + unused);
    assertThat(command.run()).isEqualTo(1);
    assertThat(command.log().lines())
        .singleElement()
        .asString()
        .startsWith("ERROR The run failed: http://localhost:%d: ".formatted(unused))
        .contains("Connection refused")
        .doesNotContain("\n");
    assertThat(command.log().stackTraces()).isEmpty();
    assertThat(command.firstError()).isEmpty();
    try (Log debug = Log.captureDebug()) {
      assertThat(command.run()).isEqualTo(1);
      assertThat(debug.stackTraces()).hasSize(1);
    }
    assertThat(command.firstError()).isEmpty();
  }

  @Test
  void isStoppedEvenIfTheSignalCameBeforeTheRunBegan() {
    JobExecutionService service =
        new JobExecutionService(Map.copyOf(CommandFixture.environment(command.aws())));
    service.cancel();
    JobRequest request = JobRequest.wholeJob(Optional.empty(), Optional.empty(), Instant.now());
    assertThat(service.execute(request).exitCode()).isEqualTo(1);
    assertThat(command.aws().requests("StartQueryExecution")).isEmpty();
    assertThat(command.log().lines())
        .endsWith("ERROR The run was stopped. The next run carries on where this one stopped.");
  }

  @Test
  void isStoppedWhileItWaitsForAirlock(@TempDir Path folder) throws Exception {
    Path defaults = folder.resolve("AirlockDefaults.json");
    Files.writeString(
        defaults,
        """
        {"productId": "p", "seasonId": "s", "devS3Path": "http://localhost:1/", "version": "V3.0"}
        """);
    Map<String, String> environment = new HashMap<>(CommandFixture.environment(command.aws()));
    environment.remove("AIRLYTICS_CONFIGURATION_URI");
    environment.put("AIRLOCK_DEFAULTS_FILE", defaults.toString());
    JobExecutionService service = new JobExecutionService(environment);
    JobRequest request = JobRequest.wholeJob(Optional.empty(), Optional.empty(), Instant.now());
    CompletableFuture<JobResult> run =
        CompletableFuture.supplyAsync(() -> service.execute(request));
    Eventually.until(
        "it waits for the next attempt",
        () -> command.log().lines().stream().anyMatch(line -> line.endsWith("again in 1 s")));

    service.cancel();
    long attempts = attempts();

    assertThat(run.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
    assertThat(attempts()).as("but for one in between").isBetween(attempts, attempts + 1);
    assertThat(command.log().lines())
        .endsWith("ERROR The run was stopped. The next run carries on where this one stopped.");
  }

  @Test
  void saysWhatGoesOnWhenItIsNotStoppedInTime() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    command.aws().holdAnswers(answer);
    JobExecutionService service =
        new JobExecutionService(Map.copyOf(CommandFixture.environment(command.aws())));
    JobRequest request = JobRequest.wholeJob(Optional.empty(), Optional.empty(), Instant.now());
    CompletableFuture<JobResult> result =
        CompletableFuture.supplyAsync(() -> service.execute(request));
    Eventually.until(
        "both queries of CheckLastDay are being started",
        () -> command.aws().requests("StartQueryExecution").size() == 2);
    service.cancel();
    service.tellThatItGoesOn();
    assertThat(command.log().lines())
        .endsWith(
            "ERROR The run did not stop in time, and is killed in [CheckLastDay (CheckStatement),"
                + " CheckLastDay (CheckStatement)]. A query of it may go on; the next run carries"
                + " on where this one was.");
    answer.countDown();
    assertThat(result.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
  }

  private long attempts() {
    return command.log().lines().stream().filter(line -> line.contains("again in ")).count();
  }

  private void refuses(String message) {
    assertThat(command.run()).isEqualTo(2);
    assertThat(command.log().lines()).containsExactly("ERROR " + message);
    assertThat(command.aws().requests()).isEmpty();
  }
}
