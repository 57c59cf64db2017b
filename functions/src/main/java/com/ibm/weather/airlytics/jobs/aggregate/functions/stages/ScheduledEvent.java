package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.util.Map;

/**
 * What an EventBridge rule sends on its schedule, as it comes. Its time is the run date's. Its
 * detail, which AWS leaves empty, is read like a plain execution input; an aggregation's name that
 * is not there is that of an environment variable. See
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/event-reference.html
 */
final class ScheduledEvent {

  private static final String TYPE = "detail-type";

  private ScheduledEvent() {}

  /** Whether this is an event of EventBridge at all, and not a plain input. */
  static boolean isEvent(JsonNode json) {
    return json.has(TYPE);
  }

  /** Whether this is the event of a rule's schedule. */
  static boolean isOne(JsonNode json) {
    return json.path(TYPE).asText().equals("Scheduled Event")
        && json.path("source").asText().equals("aws.events");
  }

  /**
   * The plain input that an event stands for.
   *
   * @param environment the function's environment variables
   * @throws InvalidInputException when it is an event of another kind
   */
  static ObjectNode input(JsonNode event, Map<String, String> environment) {
    if (!isOne(event)) {
      throw new InvalidInputException(
          "the input is the event \"%s\" of %s; only a \"Scheduled Event\" of aws.events starts a"
                  .formatted(event.path(TYPE).asText(), event.path("source").asText("no source"))
              + " run");
    }
    ObjectNode input = RunRequest.named(detail(event.path("detail")), environment);
    if (!input.hasNonNull("time")) {
      input.set("time", event.get("time"));
    }
    return input;
  }

  private static ObjectNode detail(JsonNode detail) {
    if (detail.isMissingNode() || detail.isNull()) {
      return Json.MAPPER.createObjectNode();
    }
    if (detail instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw new InvalidInputException(
        "the event's detail is %s; write a JSON object, which may be empty"
            .formatted(Json.describe(detail)));
  }
}
