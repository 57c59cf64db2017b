package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * What a stage says of itself in the output of its state: one outcome, or one for each day.
 *
 * @param rows the rows that it wrote; empty when it does not count them
 * @param message what happened, for a person
 */
record StageOutcomes(OptionalLong rows, String message) {

  /** Reads the output of a stage's state, which is not empty. */
  static StageOutcomes read(JsonNode output) {
    List<JsonNode> outcomes =
        StreamSupport.stream(output.spliterator(), false)
            .map(element -> element.has("outcome") ? element.get("outcome") : element)
            .toList();
    JsonNode first = outcomes.get(0);
    if (first.has("events")) {
      return new StageOutcomes(OptionalLong.of(sum(outcomes, "users")), days(outcomes));
    }
    OptionalLong rows =
        first.has("rows") ? OptionalLong.of(first.get("rows").asLong()) : OptionalLong.empty();
    return new StageOutcomes(rows, first.path("message").asText());
  }

  /** One day's outcome in words. */
  static String day(JsonNode outcome) {
    return "%s: %s of %s%s"
        .formatted(
            outcome.path("day").asText(),
            Text.count(outcome.path("events").asLong(), "event"),
            Text.count(outcome.path("users").asLong(), "user"),
            leftOut(outcome.path("rejected").asLong(), outcome.path("withoutUser").asLong()));
  }

  private static String days(List<JsonNode> outcomes) {
    return "%s, %s%s"
        .formatted(
            Text.count(outcomes.size(), "day"),
            Text.count(sum(outcomes, "events"), "event"),
            leftOut(sum(outcomes, "rejected"), sum(outcomes, "withoutUser")));
  }

  private static String leftOut(long rejected, long withoutUser) {
    String values = rejected == 0 ? "" : ", " + Text.count(rejected, "rejected value");
    String events =
        withoutUser == 0 ? "" : ", " + Text.count(withoutUser, "event") + " without a user";
    return values + events;
  }

  private static long sum(List<JsonNode> outcomes, String field) {
    return outcomes.stream().mapToLong(outcome -> outcome.path(field).asLong()).sum();
  }
}
