package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody who starts a run asks for: the state machine's execution input. {@code
 * {"aggregation": "LTV", "environment": "PROD", "product": "Hello World App", "deployment":
 * "INTERNAL", "time": "2021-07-11T03:00:00Z"}}, and for one stage only {@code "stage": "ExportCsv"}
 * with or without {@code "day": "2021-07-10"}. {@code "today": "2021-07-11"} goes before {@code
 * time}.
 *
 * @param aggregation which aggregation
 * @param today the run date, in UTC
 * @param stage the only stage to run, or empty for all
 * @param day the day to run it for, or empty for the newest that fits
 */
record RunRequest(
    Aggregation aggregation, LocalDate today, Optional<Stage> stage, Optional<LocalDate> day) {

  private static final List<String> AGGREGATION_KEYS =
      List.of("aggregation", "environment", "product", "deployment");

  /**
   * Reads an execution input.
   *
   * @param startTime when the execution was started: its day, in UTC, is the latest run date
   * @throws InvalidInputException when a value is missing or is not understood
   */
  static RunRequest read(JsonNode input, Instant startTime) {
    Optional<LocalDate> today = value(input, "today", "a day as yyyy-MM-dd", LocalDate::parse);
    Optional<Instant> time = value(input, "time", "a time as 2021-07-11T03:00:00Z", Instant::parse);
    Optional<Stage> stage = value(input, "stage", "a stage", Stage::named);
    Optional<LocalDate> day = value(input, "day", "a day as yyyy-MM-dd", LocalDate::parse);
    if (day.isPresent() && stage.isEmpty()) {
      throw new InvalidInputException(
          "the input has a day but no stage; name the stage to run for %s".formatted(day.get()));
    }
    Map<String, String> values = new HashMap<>();
    AGGREGATION_KEYS.forEach(key -> values.put(key, input.path(key).asText()));
    LocalDate runDate =
        today
            .or(() -> time.map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC)))
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "the input lacks time (the scheduled time, such as 2021-07-11T03:00:00Z):"
                            + " the last day is the day before it"));
    LocalDate latest = LocalDate.ofInstant(startTime, ZoneOffset.UTC);
    if (runDate.isAfter(latest)) {
      throw new InvalidInputException(
          "the run date %s is in the future; the latest is %s, the day of the start"
              .formatted(runDate, latest));
    }
    return new RunRequest(
        Aggregation.of(values, "the input", AGGREGATION_KEYS), runDate, stage, day);
  }

  private static <T> Optional<T> value(
      JsonNode input, String key, String expected, Function<String, T> parse) {
    JsonNode node = input.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(node.asText()));
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "the input's %s is \"%s\"; write %s".formatted(key, node.asText(), expected), e);
    }
  }
}
