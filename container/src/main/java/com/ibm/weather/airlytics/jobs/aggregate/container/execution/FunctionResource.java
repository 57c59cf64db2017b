package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * {@code lambda:invoke} without Lambda: calls the handler object of the function's name, through
 * the same JSON in and out. An exception becomes the error that Step Functions makes of it: the
 * class is the error's name.
 */
final class FunctionResource implements TaskResource {

  static final String NAME = "arn:aws:states:::lambda:invoke";

  private static final Logger LOGGER = LoggerFactory.getLogger(FunctionResource.class);
  private static final int OK = 200;

  private final Map<String, RequestStreamHandler> functions;

  FunctionResource(Map<String, RequestStreamHandler> functions) {
    this.functions = Map.copyOf(functions);
  }

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    String name = arguments.path("FunctionName").asText();
    RequestStreamHandler function =
        Optional.ofNullable(functions.get(name))
            .orElseThrow(
                () ->
                    new TaskFailedException(
                        "Lambda.ResourceNotFoundException", "there is no function " + name));
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.put("ExecutedVersion", "$LATEST").put("StatusCode", OK);
    return result.set("Payload", payload(function, arguments.path("Payload")));
  }

  private static JsonNode payload(RequestStreamHandler function, JsonNode request)
      throws TaskFailedException, InterruptedException {
    ByteArrayInputStream input =
        new ByteArrayInputStream(request.toString().getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      function.handleRequest(input, output, null);
      return Json.MAPPER.readTree(output.toByteArray());
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (IOException | RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      LOGGER.debug("{} failed", function.getClass().getSimpleName(), e);
      throw new TaskFailedException(e.getClass().getName(), cause(e));
    }
  }

  private static InterruptedException interrupted(Exception cause) {
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }

  private static String cause(Exception exception) {
    return Json.MAPPER
        .createObjectNode()
        .put("errorMessage", Objects.toString(exception.getMessage(), exception.toString()))
        .put("errorType", exception.getClass().getName())
        .toString();
  }
}
