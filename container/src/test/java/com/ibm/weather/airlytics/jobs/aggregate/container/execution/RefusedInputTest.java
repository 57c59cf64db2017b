package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockSecret;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.CheckLastDayHandler;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.ImportToUserDbHandler;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.EventAggregatorDefinition;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.StateMachine;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionInput;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionListener;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionResult;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Runner;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What an execution of the real definition makes of an input that cannot be met: one clear error in
 * its cause, at once, and nothing was touched. The start is on 2021-07-01, the history begins on
 * 2021-06-01.
 */
class RefusedInputTest {

  private static final String SCHEDULED =
      """
      {"aggregation": "LTV", "environment": "PROD", "product": "Hello World App",
       "deployment": "INTERNAL", "time": "2021-07-01T03:00:00Z"}
      """;

  private static final class NoSecret implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      throw ResourceNotFoundException.builder()
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ResourceNotFoundException")
                  .errorMessage("there is no such secret")
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final List<Failure> retried = Collections.synchronizedList(new ArrayList<>());
  private final FakeAthena athena = FakeAthena.where(Script.succeeds());
  private Optional<AirlockSecret> secret = Optional.empty();
  private FakeAws aws;

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws().object("configurations/LTV.json", Configurations.valid().toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void anInputWithoutAnAggregation() {
    ObjectNode input = scheduled();
    input.remove("aggregation");

    refuses(input, "the input lacks aggregation: together they say which aggregation to run");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void anInputThatIsNotAnObject() {
    refuses(
        Json.tree("\"LTV\"", "the input"),
        "the input is \"LTV\"; write a JSON object such as {\"aggregation\": \"LTV\", ...}");
    assertThat(aws.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExportPdf  | 2021-06-30 | unknown stage "ExportPdf"; the stages are CheckLastDay, DailyAggregation, WindowAggregation, ExportCsv, ImportToUserDb
          ExportCsv  | 2021-06-31 | the input's day is "2021-06-31"; write a day as yyyy-MM-dd
          ExportCsv  | yesterday  | the input's day is "yesterday"; write a day as yyyy-MM-dd
          ExportCsv  | 2021-07-01 | the day 2021-07-01 is not over yet; the newest that can be asked for is 2021-06-30
          ExportCsv  | 2021-05-31 | the day 2021-05-31 is before historyStartDay, which is 2021-06-01
          """)
  void aStageOrADayThatCannotBe(String stage, String day, String cause) {
    refuses(scheduled().put("stage", stage).put("day", day), cause);
  }

  @Test
  void aDayWithoutAStage() {
    refuses(
        scheduled().put("day", "2021-06-30"),
        "the input has a day but no stage; name the stage to run for 2021-06-30");
  }

  @Test
  void aRunDateInTheFuture() {
    refuses(
        scheduled().put("time", "2021-07-02T03:00:00Z"),
        "the run date 2021-07-02 is in the future; the latest is 2021-07-01, the day of the start");
  }

  @Test
  void anAggregationWithoutAConfiguration() {
    refuses(
        scheduled().put("aggregation", "ARPU"),
        "there is no configuration s3://configurations/ARPU.json");
  }

  @Test
  void aSecretThatIsNotThere() {
    secret = Optional.of(new AirlockSecret(new NoSecret(), "arn:secret"));

    refuses(
        scheduled(),
        "CheckAirlock",
        "Airlock's secret arn:secret cannot be read (ResourceNotFoundException: there is no such"
            + " secret); create it, or name another in AIRLOCK_SECRET_ARN");
  }

  private void refuses(JsonNode input, String message) {
    refuses(input, "PrepareCheck", message);
  }

  private void refuses(JsonNode input, String task, String message) {
    Failure failure = execute(input).failure().orElseThrow();

    assertThat(failure.path()).hasToString("CheckLastDay[0]/" + task);
    assertThat(failure.error()).isEqualTo(InvalidInputException.class.getName());
    assertThat(Json.tree(failure.cause(), "the cause").path("errorMessage").asText())
        .isEqualTo(message);
    assertThat(retried).isEmpty();
    assertThat(athena.calls()).isEmpty();
    assertThat(aws.requests()).allMatch(request -> request.operation().startsWith("GET "));
  }

  private ExecutionResult execute(JsonNode input) {
    try (AwsClients clients = new AwsClients(environment(), "eu-west-1")) {
      DataLake dataLake = new DataLake(clients.s3());
      Map<String, RequestStreamHandler> functions = new FakeFunctions("2021-06-30").handlers();
      functions.put(
          "CheckLastDay",
          new CheckLastDayHandler(
              dataLake,
              new UriConfigurationSource("s3://configurations/{aggregation}.json", () -> dataLake),
              new EarlierQueries(() -> athena)));
      functions.put(
          "ImportToUserDb",
          new ImportToUserDbHandler(dataLake, () -> secret.map(AirlockSecret::read)));
      Map<String, TaskResource> resources =
          Map.of(
              FunctionResource.NAME, new FunctionResource(functions),
              AthenaQueryResource.NAME, new AthenaQueryResource(athena, (path, data, bytes) -> {}),
              AthenaResultsResource.NAME, new AthenaResultsResource(athena),
              ExecutionStatusResource.NAME, new ExecutionStatusResource(clients::stepFunctions));
      StateMachine machine =
          JobRun.machine(EventAggregatorDefinition.text(), functions.keySet(), resources.keySet());
      return new Runner(machine, resources, retries(), new FrozenTime(), () -> 0L)
          .run(new ExecutionInput("run-1", FrozenTime.NOW, input));
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", aws.endpoint(),
        "AWS_ACCESS_KEY_ID", "key",
        "AWS_SECRET_ACCESS_KEY", "secret");
  }

  private ExecutionListener retries() {
    return new ExecutionListener() {
      @Override
      public void retryScheduled(StatePath path, Failure why, int attempt, Duration delay) {
        retried.add(why);
      }
    };
  }

  private static ObjectNode scheduled() {
    return (ObjectNode) Json.tree(SCHEDULED, "the input");
  }
}
