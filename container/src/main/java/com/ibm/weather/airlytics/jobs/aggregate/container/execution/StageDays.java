package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which day each iteration of a stage works on: an operator thinks in days, not in iterations. */
final class StageDays {

  private final Map<StatePath.Step, String> days = new ConcurrentHashMap<>();

  /** A state was entered: the first one in an iteration gets the day, alone or with other input. */
  void entered(StatePath state, JsonNode input) {
    if (state.steps().size() == 2) {
      String day = input.isTextual() ? input.textValue() : input.path("day").asText();
      days.putIfAbsent(state.steps().get(0), day);
    }
  }

  /** The day that is worked on in a place, as {@code yyyy-MM-dd}; empty when there is none. */
  Optional<String> day(StatePath place) {
    return place.steps().stream()
        .findFirst()
        .map(stage -> days.getOrDefault(stage, ""))
        .filter(day -> !day.isEmpty());
  }

  /** The stage that a place is in; empty for the run itself. */
  Optional<String> stage(StatePath place) {
    return place.steps().stream().findFirst().map(StatePath.Step::state);
  }

  /** A place in words: {@code DailyAggregation of 2021-06-05 (DayStatement)}. */
  String describe(StatePath place) {
    List<StatePath.Step> steps = place.steps();
    if (steps.isEmpty()) {
      return "the run";
    }
    String state = steps.size() == 1 ? "" : " (" + steps.get(steps.size() - 1).state() + ")";
    return steps.get(0).state() + day(place).map(day -> " of " + day).orElse("") + state;
  }

  /** The options that run the stage of a place again; empty when there is no such stage. */
  Optional<String> options(StatePath place) {
    return place.steps().stream()
        .findFirst()
        .map(stage -> "--stage " + stage.state() + day(place).map(" --day "::concat).orElse(""));
  }
}
