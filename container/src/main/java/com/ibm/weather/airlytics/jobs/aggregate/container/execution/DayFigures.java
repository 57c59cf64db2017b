package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What became of the raw events of a day, or of several.
 *
 * @param users users with events, each of them a row
 * @param events events that count
 * @param rejected events whose value is not a number that fits: counted, but nothing added
 * @param withoutUser events without a user id: left out
 */
public record DayFigures(long users, long events, long rejected, long withoutUser) {

  private static final DayFigures NONE = new DayFigures(0, 0, 0, 0);

  /** Reads the outcome of a day. */
  static DayFigures read(JsonNode outcome) {
    return new DayFigures(
        outcome.path("users").asLong(),
        outcome.path("events").asLong(),
        outcome.path("rejected").asLong(),
        outcome.path("withoutUser").asLong());
  }

  /** All days together. */
  static DayFigures sum(List<DayFigures> days) {
    return days.stream().reduce(NONE, DayFigures::plus);
  }

  private DayFigures plus(DayFigures other) {
    return new DayFigures(
        users + other.users,
        events + other.events,
        rejected + other.rejected,
        withoutUser + other.withoutUser);
  }

  /** What was left out, in words that continue a sentence; empty when nothing was. */
  String leftOut() {
    String values = rejected == 0 ? "" : ", " + Text.count(rejected, "rejected value");
    String others =
        withoutUser == 0 ? "" : ", " + Text.count(withoutUser, "event") + " without a user";
    return values + others;
  }
}
