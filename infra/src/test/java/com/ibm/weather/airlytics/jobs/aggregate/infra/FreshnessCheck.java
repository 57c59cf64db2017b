package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every schedule has an alarm that rings when no whole run of its aggregation succeeded for 36
 * hours, and only while the schedule is on.
 */
final class FreshnessCheck implements Check {

  private static final int HOURS = 36;
  private static final int SECONDS_AN_HOUR = 3600;

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.stacks()) {
      Resource schedule = stack.resource("Schedule");
      JsonNode input = Json.tree(schedule.text("/Target/Input"), "the schedule's input");
      JsonNode alarm = stack.resource("FreshnessAlarm").properties();
      for (JsonNode dimension : alarm.path("Dimensions")) {
        String name = dimension.path("Name").asText();
        String key = name.toLowerCase(Locale.ROOT);
        if (!dimension.path("Value").equals(input.path(key))) {
          findings.add("FreshnessAlarm and Schedule are of another " + name);
        }
      }
      int seconds = alarm.path("Period").asInt() * alarm.path("EvaluationPeriods").asInt();
      if (!alarm.path("MetricName").asText().equals("RunsDone")
          || alarm.path("Dimensions").isEmpty()
          || !alarm.path("Statistic").asText().equals("Sum")
          || !alarm.path("ComparisonOperator").asText().equals("LessThanThreshold")
          || alarm.path("Threshold").asInt() != 1
          || !alarm.path("TreatMissingData").asText().equals("breaching")
          || seconds != HOURS * SECONDS_AN_HOUR) {
        findings.add("FreshnessAlarm does not ring when no run was done for 36 hours");
      }
      boolean on = schedule.text("/State").equals("ENABLED");
      if (alarm.path("ActionsEnabled").asBoolean() != on) {
        findings.add(
            "FreshnessAlarm tells %s while the schedule is %s"
                .formatted(on ? "nobody" : "somebody", schedule.text("/State")));
      }
    }
    return findings;
  }
}
