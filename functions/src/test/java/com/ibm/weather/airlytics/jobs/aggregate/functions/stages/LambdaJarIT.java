package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AthenaServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.LambdaProcess;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.RuntimeApi;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.SecretsServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The functions as they are deployed: from the Lambda jar alone, in a process of their own, started
 * by AWS's runtime interface client.
 */
@ExtendWith(S3Server.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client is for Linux")
class LambdaJarIT {

  private static final String ATTEMPT =
      "aggregations/ltv/HelloWorld/1d/_ATTEMPT_DailyAggregation_2021-06-10";

  @TempDir private static Path taskRoot;

  private final Map<String, String> variables = new TreeMap<>();
  private Installation installation;
  private Bucket bucket;

  @BeforeAll
  static void unpackAsLambdaDoes() throws IOException {
    System.out.printf(
        "%s: %,d bytes%n",
        LambdaJarContentIT.JAR.getFileName(), Files.size(LambdaJarContentIT.JAR));
    try (InputStream file = Files.newInputStream(LambdaJarContentIT.JAR);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = taskRoot.resolve(entry.getName());
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (!entry.isDirectory()) {
          Files.copy(zip, target);
        }
      }
    }
  }

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    installation.aggregated(june(1), june(9));
    variables.put(
        "AIRLYTICS_CONFIGURATION_URI",
        "s3://" + bucket.name() + "/config/{environment}/{aggregation}.json");
    variables.put("AIRLYTICS_METRICS_NAMESPACE", "Airlytics");
    // An address and no name: the SDK then puts the bucket into the path, as S3Proxy expects it.
    variables.put("AWS_ENDPOINT_URL_S3", bucket.endpoint().toString());
  }

  @Test
  void checkLastDayReadsTheConfigurationAndFindsWhatIsMissing() throws IOException {
    bucket.put("config/PROD/LTV.json", configuration());

    JsonNode answer =
        answer(
            CheckLastDayHandler.class,
            "prepare",
            Map.of(
                "executionName",
                "run-1",
                "startTime",
                "2021-06-11T03:00:00Z",
                "workGroup",
                "primary",
                "input",
                LastDayCheck.input(Map.of())));

    assertThat(Lambda.names(answer)).containsExactly(List.of("ShowTables", "CountPartitions"));
    assertThat(answer.at("/plan/missingDays").asInt()).isEqualTo(1);
  }

  @Test
  void dailyAggregationEmptiesTheGround() throws IOException {
    bucket.put(installation.dayKey(june(10)) + "partition=0/from-an-earlier-attempt", "x");

    JsonNode answer =
        answer(
            DailyAggregationHandler.class,
            "prepare",
            Map.of("run", installation.redo(Stage.DAILY_AGGREGATION, june(10)), "day", june(10)));

    assertThat(Lambda.names(answer).get(0)).containsExactly("ReadEvents");
    assertThat(bucket.keys("")).filteredOn(key -> key.contains("2021-06-10")).hasSize(1);
    assertThat(bucket.text(ATTEMPT)).contains(answer.at("/plan/attempt").asText());
  }

  @Test
  void anAttemptThatDidNotEndHasItsQueriesLookedFor() throws IOException {
    bucket.put(ATTEMPT, "{\"attempt\": \"of a dead run\", \"workGroup\": \"primary\"}");
    try (AthenaServer athena = AthenaServer.start()) {
      variables.put("AWS_ENDPOINT_URL_ATHENA", athena.endpoint().toString());

      JsonNode answer =
          answer(
              DailyAggregationHandler.class,
              "prepare",
              Map.of("run", installation.run(june(10)), "day", june(10)));

      assertThat(athena.operations()).containsExactly("AmazonAthena.ListQueryExecutions");
      assertThat(bucket.text(ATTEMPT)).contains(answer.at("/plan/attempt").asText());
    }
  }

  @Test
  void windowAggregationPlansAllWindows() throws IOException {
    JsonNode answer =
        answer(WindowAggregationHandler.class, "prepare", Map.of("run", installation.run(june(9))));

    assertThat(answer.at("/plan/windows")).hasSize(4);
  }

  @Test
  void exportCsvPlansTheFile() throws IOException {
    installation.publishedAll(june(9));

    JsonNode answer =
        answer(ExportCsvHandler.class, "prepare", Map.of("run", installation.run(june(9))));

    assertThat(Lambda.names(answer)).containsExactly(List.of("WriteCsv"), List.of("DropTemporary"));
  }

  @Test
  void importToUserDbReadsAirlocksSecret() throws IOException {
    try (SecretsServer secrets = SecretsServer.start()) {
      secrets.store("arn:secret", "{\"key\": \"k\", \"password\": \"p\"}");
      variables.put("AIRLOCK_SECRET_ARN", "arn:secret");
      variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString());

      JsonNode answer =
          answer(ImportToUserDbHandler.class, "check", Map.of("run", installation.run(june(9))));

      assertThat(answer.path("message").asText()).isEqualTo("Airlock's key and password are there");
    }
  }

  @Test
  void whatIsWrongWithTheInputReachesTheStateMachineByName() throws IOException {
    try (LambdaProcess function =
        LambdaProcess.start(taskRoot, ExportCsvHandler.class, variables)) {
      assertRefused(
          function.invoke(payload("prepare", Map.of("run", installation.run(june(10))))),
          "error",
          "ExportCsv of 2021-06-10: the day is not aggregated; run DailyAggregation for it first,"
              + " or the whole job");
    }
  }

  @Test
  void aVariableThatIsMissingReachesTheStateMachineByName() throws IOException {
    variables.remove("AIRLYTICS_CONFIGURATION_URI");

    try (LambdaProcess function =
        LambdaProcess.start(taskRoot, CheckLastDayHandler.class, variables)) {
      assertRefused(
          function.invoke("{}"),
          "init/error",
          "AIRLYTICS_CONFIGURATION_URI is not set; write where the configurations are, for example"
              + " s3://my-bucket/{environment}/{aggregation}.json");
    }
  }

  /** The type is what the definition's Retry compares with. */
  private static void assertRefused(RuntimeApi.Answer answer, String path, String message) {
    assertThat(answer.path()).isEqualTo(path);
    assertThat(answer.body().path("errorType").asText())
        .isEqualTo("com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException");
    assertThat(answer.body().path("errorMessage").asText()).isEqualTo(message);
  }

  private JsonNode answer(
      Class<? extends StageHandler> handler, String phase, Map<String, ?> request)
      throws IOException {
    try (LambdaProcess function = LambdaProcess.start(taskRoot, handler, variables)) {
      RuntimeApi.Answer answer = function.invoke(payload(phase, request));
      Duration time = function.age();

      assertThat(answer.path()).as(answer.body().toString()).isEqualTo("response");
      assertThat(function.output()).as("what is printed on a start without findings").isEmpty();
      assertThat(function.loadedClasses()).as("classes for one answer").hasSizeLessThan(6_500);
      System.out.printf(
          "%-26s %5d classes, first answer after %5d ms%n",
          handler.getSimpleName(), function.loadedClasses().size(), time.toMillis());
      return answer.body();
    }
  }

  private static String payload(String phase, Map<String, ?> request) {
    Map<String, Object> payload = new TreeMap<>(request);
    payload.put("phase", phase);
    return Json.write(payload);
  }

  private String configuration() {
    return Json.write(
        Documented.json(
            json ->
                json.put("targetS3Bucket", bucket.name())
                    .put("historyStartDay", "2021-06-01")
                    .put("sourcePartitions", 10)));
  }
}
