package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * The dashboard's body is JSON once it is deployed. It shows all alarms, metrics that are written,
 * and logs that there are, side by side.
 */
final class DashboardCheck implements Check {

  private static final int COLUMNS = 24;

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      try {
        String body = stack.resource("Dashboard").text("/DashboardBody");
        check(Json.tree(body, "the dashboard's body").path("widgets"), stack, findings);
      } catch (InvalidInputException | IllegalArgumentException e) {
        findings.add(e.getMessage());
      }
    }
    return findings;
  }

  private static void check(JsonNode widgets, Stack stack, List<String> findings) {
    KnownMetrics metrics = new KnownMetrics(stack);
    List<String> shown = new ArrayList<>();
    List<JsonNode> placed = new ArrayList<>();
    for (JsonNode widget : widgets) {
      checkPlace(widget, placed, findings);
      placed.add(widget);
      String type = widget.path("type").asText();
      if (!type.equals("alarm")
          && !widget.at("/properties/region").asText().equals(Pseudo.REGION)) {
        findings.add(title(widget) + " is of no region");
      }
      switch (type) {
        case "alarm" -> shown.addAll(Resource.texts(widget.at("/properties/alarms")));
        case "metric" ->
            DashboardMetrics.of(widget)
                .forEach(use -> metrics.finding(use, stack).ifPresent(findings::add));
        case "log" -> checkLog(widget, stack, findings);
        default -> findings.add("%s is of the type %s".formatted(title(widget), type));
      }
    }
    for (String alarm : stack.resources("AWS::CloudWatch::Alarm").keySet()) {
      if (!shown.contains(stack.attribute(alarm, "Arn"))) {
        findings.add("the dashboard does not show " + alarm);
      }
    }
  }

  private static void checkPlace(JsonNode widget, List<JsonNode> placed, List<String> findings) {
    if (widget.path("x").asInt(-1) < 0 || end(widget, "x", "width") > COLUMNS) {
      findings.add(title(widget) + " is beside the dashboard");
    }
    placed.stream()
        .filter(other -> overlap(widget, other, "x", "width"))
        .filter(other -> overlap(widget, other, "y", "height"))
        .forEach(other -> findings.add("%s covers %s".formatted(title(widget), title(other))));
  }

  private static boolean overlap(JsonNode one, JsonNode other, String start, String size) {
    return one.path(start).asInt() < end(other, start, size)
        && other.path(start).asInt() < end(one, start, size);
  }

  private static int end(JsonNode widget, String start, String size) {
    return widget.path(start).asInt() + widget.path(size).asInt();
  }

  private static void checkLog(JsonNode widget, Stack stack, List<String> findings) {
    String query = widget.at("/properties/query").asText();
    boolean known =
        stack.resources("AWS::Logs::LogGroup").keySet().stream()
            .map(id -> "SOURCE '%s' ".formatted(stack.reference(id).asText()))
            .anyMatch(query::startsWith);
    if (!known) {
      findings.add("%s reads a log that nobody writes: %s".formatted(title(widget), query));
    }
  }

  private static String title(JsonNode widget) {
    return "the widget \"%s\"".formatted(widget.at("/properties/title").asText());
  }
}
