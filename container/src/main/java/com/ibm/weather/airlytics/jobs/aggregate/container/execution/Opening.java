package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What CheckLastDay made of a run.
 *
 * @param redo whether one stage was asked for by name
 * @param stages the stages that follow
 * @param days how many days they aggregate
 * @param day the day that they work on at last
 * @param leftOut the last day, when it is left for a later run
 * @param heldBy who does the work instead and since when; empty when the run does it
 */
record Opening(
    boolean redo,
    List<String> stages,
    int days,
    LocalDate day,
    Optional<LocalDate> leftOut,
    Optional<String> heldBy) {

  Opening {
    stages = List.copyOf(stages);
  }

  /**
   * Reads the output of CheckLastDay.
   *
   * @param missing the days that were missing before
   */
  static Opening read(JsonNode opened, List<LocalDate> missing) {
    JsonNode run = opened.path("run");
    List<LocalDate> days = days(opened.path("days"));
    return new Opening(
        run.path("redo").asBoolean(),
        texts(run.path("stages")),
        days.size(),
        LocalDate.parse(run.path("day").asText()),
        missing.stream().filter(day -> !days.contains(day)).findFirst(),
        Optional.of(opened.path("heldBy").asText()).filter(text -> !text.isEmpty()));
  }

  static List<LocalDate> days(JsonNode array) {
    return texts(array).stream().map(LocalDate::parse).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** The day for which a run that ends well has done all there is to do; empty if it has not. */
  Optional<LocalDate> allDone() {
    return redo || stages.isEmpty() ? Optional.empty() : Optional.of(day);
  }

  /**
   * What a run that ends well has done, and what is left, for a person.
   *
   * @param idle whether its stages found nothing to do
   */
  String ending(boolean idle) {
    return heldBy
        .map("Nothing was done: %s."::formatted)
        .orElseGet(
            () ->
                done(idle)
                    + leftOut
                        .map(
                            " %s is left for a later run: its events are not complete yet."
                                ::formatted)
                        .orElse(""));
  }

  private String done(boolean idle) {
    if (stages.isEmpty()) {
      return days == 0
          ? "There was nothing to do."
          : "Nothing was done, since only CheckLastDay was asked for.";
    }
    if (redo) {
      return "The run is done: %s of %s.".formatted(String.join(", ", stages), day);
    }
    return idle
        ? "There was nothing to do: all days up to %s were done before.".formatted(day)
        : "The run is done: all days up to %s.".formatted(day);
  }
}
