package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody who starts a run asks for: the state machine's execution input. {@code
 * {"aggregation": "LTV", "environment": "PROD", "product": "Hello World App", "deployment":
 * "INTERNAL", "time": "2021-07-11T03:00:00Z"}}, and for one stage only {@code "stage": "ExportCsv"}
 * with or without {@code "day": "2021-07-10"}, or for days to do again {@code "reprocess":
 * "2021-07-01..2021-07-05"} or one day. {@code "today": "2021-07-11"} goes before {@code time}.
 * With a stage or days to do again, the time may be left out (it is that of the start), and so may
 * all four names (they are those of the function's environment variables). Or a {@link
 * ScheduledEvent}.
 *
 * @param aggregation which aggregation
 * @param today the run date, in UTC
 * @param stage the only stage to run, or empty for all
 * @param day the day to run it for, before the run date; or empty for the newest that fits
 * @param reprocess the days to do again, before the run date; empty where a stage is named
 */
record RunRequest(
    Aggregation aggregation,
    LocalDate today,
    Optional<Stage> stage,
    Optional<LocalDate> day,
    Optional<DayRange> reprocess) {

  /** The keys of the names that say which aggregation to run, in the order of the components. */
  private static final List<String> AGGREGATION_KEYS =
      List.of("aggregation", "environment", "product", "deployment");

  /**
   * What a state machine that starts another one adds to its input, see
   * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
   */
  private static final Set<String> IGNORED_KEYS =
      Set.of("AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID");

  private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";
  private static final String DAY = "a day as yyyy-MM-dd";
  private static final String DAYS = "days as yyyy-MM-dd..yyyy-MM-dd, or one day";
  private static final String TIME = "a time as 2021-07-11T03:00:00Z";

  /**
   * Reads an execution input.
   *
   * @param startTime when the execution was started: its day, in UTC, is the latest run date
   * @param environment the function's environment variables, which complete an event, and an input
   *     that names a stage or days to do again, and no aggregation; nothing else
   * @throws InvalidInputException when anything is missing, unknown or not understood; the message
   *     lists all of it
   */
  static RunRequest read(JsonNode input, Instant startTime, Map<String, String> environment) {
    if (!input.isObject()) {
      throw new InvalidInputException(
          "the input is %s; write a JSON object such as {\"aggregation\": \"LTV\", ...}"
              .formatted(input.isMissingNode() ? "missing" : Json.describe(input)));
    }
    if (ScheduledEvent.isEvent(input)) {
      return read(
          new InputReader("the event", ScheduledEvent.input(input, environment)),
          startTime,
          missing -> "; write them into its detail, or " + setVariables(missing));
    }
    boolean byHand =
        (input.hasNonNull("stage") || input.hasNonNull("reprocess"))
            && AGGREGATION_KEYS.stream().allMatch(key -> InputReader.lacks(input, key));
    return byHand
        ? read(
            new InputReader("the input", named(input.deepCopy(), environment)),
            startTime,
            missing -> "; write them into it, or " + setVariables(missing))
        : read(new InputReader("the input", input), startTime, missing -> "");
  }

  /** Completes the names that an object lacks from environment variables. */
  static ObjectNode named(ObjectNode object, Map<String, String> environment) {
    AGGREGATION_KEYS.stream()
        .filter(key -> InputReader.lacks(object, key))
        .forEach(key -> object.put(key, environment.get(variable(key))));
    return object;
  }

  private static RunRequest read(
      InputReader reader, Instant startTime, Function<List<String>, String> wayOut) {
    List<String> names = AGGREGATION_KEYS.stream().map(key -> reader.text(key).orElse("")).toList();
    List<String> missing = AGGREGATION_KEYS.stream().filter(reader::lacks).toList();
    if (!missing.isEmpty()) {
      reader.add(
          "%s lacks %s: together they say which aggregation to run%s"
              .formatted(reader.name(), String.join(", ", missing), wayOut.apply(missing)));
    }
    Optional<LocalDate> today = runDate(reader, LocalDate.ofInstant(startTime, ZoneOffset.UTC));
    Optional<Stage> stage = reader.value("stage", "a stage", Stage::named);
    Optional<LocalDate> day = day(reader, today);
    Optional<DayRange> reprocess = reprocess(reader, today);
    reader.finish(IGNORED_KEYS);
    Aggregation aggregation =
        new Aggregation(names.get(0), names.get(1), names.get(2), names.get(3));
    return new RunRequest(aggregation, today.orElseThrow(), stage, day, reprocess);
  }

  private static String setVariables(List<String> missing) {
    return "set the function's environment variables "
        + String.join(", ", missing.stream().map(RunRequest::variable).toList());
  }

  /** The environment variable of an aggregation's name, for example of {@code product}. */
  private static String variable(String key) {
    return "AIRLYTICS_" + key.toUpperCase(Locale.ROOT);
  }

  private static Optional<LocalDate> runDate(InputReader reader, LocalDate latest) {
    Optional<LocalDate> today = reader.value("today", DAY, LocalDate::parse);
    Optional<Instant> time = reader.value("time", TIME, RunRequest::scheduledTime);
    if (!reader.has("today") && !reader.has("time")) {
      if (reader.has("stage") || reader.has("reprocess")) {
        return Optional.of(latest);
      }
      reader.add(
          "%s lacks time (the scheduled time, such as 2021-07-11T03:00:00Z): the last day is the"
                  .formatted(reader.name())
              + " day before it");
    }
    Optional<LocalDate> runDate =
        today.or(() -> time.map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC)));
    if (runDate.filter(latest::isBefore).isPresent()) {
      reader.add(
          "the run date %s is in the future; the latest is %s, the day of the start"
              .formatted(runDate.get(), latest));
    }
    return runDate;
  }

  private static Instant scheduledTime(String text) {
    if (text.equals(SCHEDULED_TIME)) {
      throw new InvalidInputException(
          "the time is still %s, which EventBridge Scheduler alone replaces; write %s"
              .formatted(text, TIME));
    }
    return Instant.parse(text);
  }

  private static Optional<LocalDate> day(InputReader reader, Optional<LocalDate> today) {
    Optional<LocalDate> day = reader.value("day", DAY, LocalDate::parse);
    if (reader.has("day") && !reader.has("stage")) {
      reader.add(
          "%s has a day but no stage; name the stage to run for %s"
              .formatted(reader.name(), day.map(LocalDate::toString).orElse("it")));
    }
    day.ifPresent(asked -> requireOver(reader, asked, today));
    return day;
  }

  private static Optional<DayRange> reprocess(InputReader reader, Optional<LocalDate> today) {
    Optional<DayRange> days = reader.value("reprocess", DAYS, DayRange::parse);
    if (reader.has("reprocess") && reader.has("stage")) {
      reader.add(
          "%s has both a stage and reprocess, which goes through all stages; leave one of them out"
              .formatted(reader.name()));
    }
    days.ifPresent(asked -> requireOver(reader, asked.to(), today));
    return days;
  }

  private static void requireOver(InputReader reader, LocalDate day, Optional<LocalDate> today) {
    if (today.isPresent() && !day.isBefore(today.get())) {
      reader.add(
          "the day %s is not over yet; the newest that can be asked for is %s"
              .formatted(day, today.get().minusDays(1)));
    }
  }
}
