package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import java.util.Optional;

/** Why something failed, in words: what a function said, or what Athena said of which query. */
final class FailureText {

  private FailureText() {}

  static String of(Failure failure) {
    JsonNode cause = json(failure.cause());
    if (cause.has("errorMessage")) {
      return cause.get("errorMessage").asText();
    }
    if (cause.has("QueryExecutionId")) {
      return "the query %s ended as %s: %s\n%s"
          .formatted(
              cause.get("QueryExecutionId").asText(),
              cause.at("/Status/State").asText(),
              cause.at("/Status/StateChangeReason").asText("no reason given"),
              cause.path("Query").asText().indent(2).stripTrailing());
    }
    return failure.error() + ": " + failure.cause();
  }

  /** The query that failed; empty when it was something else. */
  static Optional<String> queryId(Failure failure) {
    return Optional.ofNullable(json(failure.cause()).path("QueryExecutionId").textValue());
  }

  private static JsonNode json(String cause) {
    try {
      return Json.MAPPER.readTree(cause);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
