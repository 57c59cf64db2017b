package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of Step Functions over HTTP, and what becomes of its answers. */
class ExecutionStatusResourceTest {

  private static final String ARN =
      "arn:aws:states:eu-west-1:123456789012:execution:aggregator:run-7";

  private final Map<String, String> environment = new HashMap<>();
  private FakeAws aws;

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws();
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    environment.put("AWS_ENDPOINT_URL_SFN", aws.endpoint());
    environment.put("AWS_ACCESS_KEY_ID", "key");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void handsOnTheStatus() throws Exception {
    aws.executionsAre("RUNNING");

    assertThat(call())
        .isEqualTo(
            Json.tree(
                "{\"ExecutionArn\": \"%s\", \"Status\": \"RUNNING\"}".formatted(ARN), "expected"));
    assertThat(aws.requests("DescribeExecution"))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.field("executionArn")).isEqualTo(ARN);
              assertThat(request.headers().get("Authorization")).contains("/eu-west-1/states/");
            });
  }

  @Test
  void callsAnExecutionThatDoesNotExistAsStepFunctionsDoes() {
    assertThat(failure().error()).isEqualTo("Sfn.ExecutionDoesNotExistException");
  }

  @Test
  void namesAnEndpointThatDoesNotAnswer() {
    aws.close();

    TaskFailedException failure = failure();

    assertThat(failure.error()).isEqualTo("Sfn.SdkClientException");
    assertThat(failure.cause()).contains(aws.endpoint());
  }

  private TaskFailedException failure() {
    return catchThrowableOfType(TaskFailedException.class, this::call);
  }

  private JsonNode call() throws Exception {
    try (AwsClients clients = new AwsClients(environment, "eu-west-1")) {
      return new ExecutionStatusResource(clients::stepFunctions)
          .call(
              Json.MAPPER.createObjectNode().put("ExecutionArn", ARN),
              new TaskContext("run-1", StatePath.ROOT));
    }
  }
}
