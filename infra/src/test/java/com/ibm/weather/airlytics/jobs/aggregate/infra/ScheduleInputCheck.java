package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.PlannedRuns;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CheckLastDay reads every schedule's input, as Scheduler would send it, and plans a run of the
 * schedule's aggregation for the day before the scheduled time.
 */
final class ScheduleInputCheck implements Check {

  /**
   * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
   */
  private static final String PLACEHOLDER = "<aws.scheduler.scheduled-time>";

  private static final String SCHEDULED_TIME = "2021-06-30T03:00:00Z";
  private static final String LAST_DAY = "2021-06-29";

  private static final List<String> NAMES =
      List.of("Aggregation", "Environment", "Product", "Deployment");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    String uri =
        sources
            .minimal()
            .resource("CheckLastDayFunction")
            .text("/Environment/Variables/AIRLYTICS_CONFIGURATION_URI");
    try (PlannedRuns runs = new PlannedRuns(uri)) {
      for (Stack stack : sources.stacks()) {
        String location = uri;
        for (String name : NAMES) {
          location =
              location.replace(
                  "{" + name.toLowerCase(Locale.ROOT) + "}", stack.parameter(name).asText());
        }
        runs.configure(location);
        for (Resource schedule : stack.resources("AWS::Scheduler::Schedule").values()) {
          findings.addAll(check(schedule, stack, runs));
        }
      }
    }
    return findings;
  }

  private static List<String> check(Resource schedule, Stack stack, PlannedRuns runs) {
    String input = schedule.text("/Target/Input").replace(PLACEHOLDER, SCHEDULED_TIME);
    List<String> names = NAMES.stream().map(name -> stack.parameter(name).asText()).toList();
    try {
      JsonNode run = runs.plannedFor(Json.tree(input, "the input"));
      List<String> planned =
          NAMES.stream()
              .map(name -> run.path("aggregation").path(name.toLowerCase(Locale.ROOT)).asText())
              .toList();
      if (planned.equals(names) && run.path("lastDay").asText().equals(LAST_DAY)) {
        return List.of();
      }
      return List.of(
          "%s: the run is of %s for %s, not of %s for %s"
              .formatted(schedule.id(), planned, run.path("lastDay").asText(), names, LAST_DAY));
    } catch (InvalidInputException e) {
      return List.of(
          "%s: CheckLastDay refuses its input: %s".formatted(schedule.id(), e.getMessage()));
    }
  }
}
