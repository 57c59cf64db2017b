package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * What a stage says of itself in the output of its state: one outcome, or one for each day. Of the
 * windows the first tells what became of the newest day, and the others only that they were made.
 *
 * @param rows the rows that it wrote; empty when it does not count them
 * @param message what happened, for a person
 * @param rebuilt the days whose snapshots were made anew, in words; may be empty
 */
record StageOutcomes(OptionalLong rows, String message, String rebuilt) {

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
    String rebuilt =
        DayRange.describe(
            outcomes.stream()
                .filter(outcome -> outcome.path("rebuilt").asBoolean())
                .map(outcome -> LocalDate.parse(outcome.path("day").asText()))
                .toList());
    String anew = rebuilt.isEmpty() ? "" : "; made anew: " + rebuilt;
    return new StageOutcomes(rows, first.path("message").asText() + anew, rebuilt);
  }

  private static StageOutcomes days(List<DayFigures> days) {
    DayFigures sum = DayFigures.sum(days);
    String message =
        "%s, %s%s"
            .formatted(
                Text.count(days.size(), "day"), Text.count(sum.events(), "event"), sum.leftOut());
    return new StageOutcomes(OptionalLong.of(sum.users()), message, "");
  }
}
