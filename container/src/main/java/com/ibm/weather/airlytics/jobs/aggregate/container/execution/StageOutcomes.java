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
      return days(outcomes.stream().map(DayFigures::read).toList());
    }
    OptionalLong rows =
        first.has("rows") ? OptionalLong.of(first.get("rows").asLong()) : OptionalLong.empty();
    return new StageOutcomes(rows, first.path("message").asText());
  }

  private static StageOutcomes days(List<DayFigures> days) {
    DayFigures sum = DayFigures.sum(days);
    String message =
        "%s, %s%s"
            .formatted(
                Text.count(days.size(), "day"), Text.count(sum.events(), "event"), sum.leftOut());
    return new StageOutcomes(OptionalLong.of(sum.users()), message);
  }
}
