package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The schedule of one more aggregation is like the first one, and so is its alarm. */
final class ScheduleTemplateCheck implements Check {

  private static final List<String> SAME_OF_SCHEDULES =
      List.of(
          "/Target/Arn",
          "/Target/RoleArn",
          "/Target/RetryPolicy",
          "/Target/DeadLetterConfig",
          "/GroupName",
          "/FlexibleTimeWindow/Mode");

  private static final List<String> SAME_OF_ALARMS =
      List.of(
          "/Namespace",
          "/MetricName",
          "/Statistic",
          "/Period",
          "/EvaluationPeriods",
          "/DatapointsToAlarm",
          "/Threshold",
          "/ComparisonOperator",
          "/TreatMissingData");

  private static final List<String> SAME_OF_PARAMETERS =
      List.of("Type", "Default", "AllowedPattern", "AllowedValues", "MinValue", "MaxValue");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    Stack job = sources.minimal();
    for (Stack schedule : sources.schedules()) {
      requireSame("Schedule", SAME_OF_SCHEDULES, job, schedule, findings);
      requireSame("FreshnessAlarm", SAME_OF_ALARMS, job, schedule, findings);
      if (!inputKeys(job).equals(inputKeys(schedule))) {
        findings.add(
            "the schedules' inputs have the keys %s and %s"
                .formatted(inputKeys(job), inputKeys(schedule)));
      }
      JsonNode shared = job.template().path("Parameters");
      for (Map.Entry<String, JsonNode> parameter :
          schedule.template().path("Parameters").properties()) {
        JsonNode other = shared.path(parameter.getKey());
        SAME_OF_PARAMETERS.stream()
            .filter(facet -> !other.isMissingNode())
            .filter(facet -> !other.path(facet).equals(parameter.getValue().path(facet)))
            .forEach(
                facet ->
                    findings.add(
                        "the templates differ in the %s of the parameter %s"
                            .formatted(facet, parameter.getKey())));
      }
    }
    return findings;
  }

  private static void requireSame(
      String id, List<String> paths, Stack one, Stack other, List<String> findings) {
    JsonNode first = one.resource(id).properties();
    JsonNode second = other.resource(id).properties();
    paths.stream()
        .filter(path -> !first.at(path).equals(second.at(path)))
        .forEach(
            path ->
                findings.add(
                    "%s%s is %s in one template and %s in the other"
                        .formatted(id, path, first.at(path), second.at(path))));
  }

  private static Set<String> inputKeys(Stack stack) {
    Set<String> keys = new TreeSet<>();
    Json.tree(stack.resource("Schedule").text("/Target/Input"), "the schedule's input")
        .fieldNames()
        .forEachRemaining(keys::add);
    return keys;
  }
}
