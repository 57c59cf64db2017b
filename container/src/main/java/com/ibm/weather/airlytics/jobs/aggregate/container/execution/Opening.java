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
 * @param again which days are done again and why, for a person; may be empty
 * @param leftOut the last day, when it is left for a later run
 * @param daysLeft how many days there were too many to aggregate
 * @param snapshotsLeft of how many days the snapshots are left to be made anew
 * @param heldBy who does the work instead and since when; empty when the run does it
 */
record Opening(
    boolean redo,
    List<String> stages,
    int days,
    LocalDate day,
    String again,
    Optional<LocalDate> leftOut,
    int daysLeft,
    int snapshotsLeft,
    Optional<String> heldBy) {

  Opening {
    stages = List.copyOf(stages);
  }

  /** Reads the output of CheckLastDay. */
  static Opening read(JsonNode opened) {
    JsonNode run = opened.path("run");
    JsonNode left = opened.path("left");
    return new Opening(
        run.path("redo").asBoolean(),
        StreamSupport.stream(run.path("stages").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        opened.path("days").size(),
        LocalDate.parse(run.path("day").asText()),
        opened.path("again").asText(),
        left.path("lastDay").asBoolean()
            ? Optional.of(LocalDate.parse(run.path("lastDay").asText()))
            : Optional.empty(),
        left.path("days").asInt(),
        left.path("snapshots").asInt(),
        Optional.of(opened.path("heldBy").asText()).filter(text -> !text.isEmpty()));
  }

  /** How many days there are to aggregate, those left for a later run among them. */
  int missingDays() {
    return days + daysLeft + (leftOut.isPresent() ? 1 : 0);
  }

  /** The day for which a run that ends well has done all there is to do; empty if it has not. */
  Optional<LocalDate> allDone() {
    return redo || stages.isEmpty() ? Optional.empty() : Optional.of(day);
  }

  /**
   * What a run that ends well has done, and what is left, for a person.
   *
   * @param idle whether its stages found nothing to do
   * @param rebuilt the days whose snapshots were made anew, in words; may be empty
   */
  String ending(boolean idle, String rebuilt) {
    if (heldBy.isPresent()) {
      return "Nothing was done: %s.".formatted(heldBy.get());
    }
    StringBuilder ending = new StringBuilder(done(idle));
    if (!again.isEmpty() && !stages.isEmpty()) {
      ending.append(" Done again: %s.".formatted(again));
    }
    if (!rebuilt.isEmpty()) {
      ending.append(" Snapshots made anew: %s.".formatted(rebuilt));
    }
    leftOut.ifPresent(
        lastDay ->
            ending.append(
                " %s is left for a later run: its events are not complete yet."
                    .formatted(lastDay)));
    if (daysLeft > 0) {
      ending.append(" Left for the next run: %s.".formatted(Text.count(daysLeft, "day")));
    }
    if (snapshotsLeft > 0) {
      ending.append(
          " Left for the next run: the snapshots of %s."
              .formatted(Text.count(snapshotsLeft, "day")));
    }
    return ending.toString();
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
