package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

class FunctionResourceTest {

  @Test
  void handsThePayloadToTheFunctionAndItsAnswerBack() throws Exception {
    RequestStreamHandler echo =
        (input, output, context) -> {
          String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
          output.write("{\"received\": %s}".formatted(text).getBytes(StandardCharsets.UTF_8));
        };
    JsonNode result = call(echo, "{\"day\": \"2021-06-30\", \"user\": \"Zoë\"}");
    assertThat(Json.tree(result.toString(), "the result"))
        .isEqualTo(
            Json.tree(
                """
                {"ExecutedVersion": "$LATEST", "StatusCode": 200,
                 "Payload": {"received": {"day": "2021-06-30", "user": "Zoë"}}}
                """,
                "the expected result"));
  }

  @Test
  void failsWhenThereIsNoSuchFunction() {
    TaskFailedException failure =
        catchThrowableOfType(
            TaskFailedException.class,
            () ->
                new FunctionResource(Map.of())
                    .call(
                        Json.tree("{\"FunctionName\": \"ExportPdf\"}", "the arguments"),
                        new TaskContext("run-1", StatePath.ROOT)));
    assertThat(failure.error()).isEqualTo("Lambda.ResourceNotFoundException");
    assertThat(failure.cause()).isEqualTo("there is no function ExportPdf");
  }

  @Test
  void namesTheErrorAfterTheExceptionsClass() {
    TaskFailedException failure =
        failure(
            (input, output, context) -> {
              throw new InvalidInputException("the day 2030-01-01 is not over yet");
            });
    assertThat(failure.error())
        .isEqualTo("com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException");
    assertThat(Json.tree(failure.cause(), "the cause"))
        .isEqualTo(
            Json.tree(
                """
                {"errorMessage": "the day 2030-01-01 is not over yet", "errorType":
                 "com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException"}
                """,
                "the expected cause"));
  }

  @Test
  void saysWhatHappenedEvenIfTheExceptionDoesNot() {
    TaskFailedException failure =
        failure(
            (input, output, context) -> {
              throw new IllegalStateException();
            });
    assertThat(Json.tree(failure.cause(), "the cause").path("errorMessage").asText())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void keepsTheStackTraceForDebug() {
    RequestStreamHandler broken =
        (input, output, context) -> {
          throw new IOException("disk full");
        };
    try (Log log = Log.capture()) {
      failure(broken);
      assertThat(log.lines()).isEmpty();
    }
    try (Log log = Log.captureDebug()) {
      failure(broken);
      assertThat(log.stackTraces()).hasSize(1);
    }
  }

  @Test
  void failsWhenTheAnswerIsNotJson() {
    TaskFailedException failure = failure((input, output, context) -> output.write('<'));
    assertThat(failure.error()).isEqualTo("com.fasterxml.jackson.core.JsonParseException");
  }

  @Test
  void isInterruptedWhenTheSdkWas() {
    RequestStreamHandler aborted =
        (input, output, context) -> {
          throw AbortedException.create("the thread was interrupted");
        };
    assertThatThrownBy(() -> call(aborted, "{}")).isInstanceOf(InterruptedException.class);
  }

  @Test
  void isInterruptedWhenTheFunctionFailedOnAnInterruptedThread() {
    RequestStreamHandler interrupted =
        (input, output, context) -> {
          Thread.currentThread().interrupt();
          throw SdkClientException.create("socket closed");
        };
    try {
      assertThatThrownBy(() -> call(interrupted, "{}"))
          .isInstanceOf(InterruptedException.class)
          .hasMessage("socket closed");
    } finally {
      Thread.interrupted();
    }
  }

  private static TaskFailedException failure(RequestStreamHandler function) {
    return catchThrowableOfType(TaskFailedException.class, () -> call(function, "{}"));
  }

  private static JsonNode call(RequestStreamHandler function, String payload) throws Exception {
    return new FunctionResource(Map.of("ExportCsv", function))
        .call(
            Json.tree(
                "{\"FunctionName\": \"ExportCsv\", \"Payload\": %s}".formatted(payload),
                "the arguments"),
            new TaskContext("run-1", StatePath.ROOT));
  }
}
