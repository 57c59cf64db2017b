package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the metrics of a dashboard's widget: "Dashboard body structure and syntax",
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html,
 * and "Search expression syntax",
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html.
 */
final class DashboardMetrics {

  private static final Pattern SEARCH =
      Pattern.compile("SEARCH\\('\\{([^}]+)} (.+)', '(Sum|Average|Maximum|Minimum)', \\d+\\)");
  private static final Pattern TERM = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|\\(([^)]*)\\))");

  private final String title;
  private List<String> previous = List.of();

  private DashboardMetrics(String title) {
    this.title = title;
  }

  /**
   * The metrics of a widget.
   *
   * @throws IllegalArgumentException when they are not written as CloudWatch reads them
   */
  static List<MetricUse> of(JsonNode widget) {
    String title = "the widget \"%s\"".formatted(widget.at("/properties/title").asText());
    DashboardMetrics metrics = new DashboardMetrics(title);
    List<MetricUse> uses = new ArrayList<>();
    for (JsonNode metric : widget.at("/properties/metrics")) {
      JsonNode expression = metric.path(0).path("expression");
      uses.addAll(
          expression.isMissingNode()
              ? List.of(metrics.written(metric))
              : metrics.searched(expression.asText()));
    }
    if (uses.isEmpty()) {
      throw new IllegalArgumentException(title + " shows nothing");
    }
    return uses;
  }

  /** {@code .} stands for what is above, {@code ...} for all that is not written. */
  private MetricUse written(JsonNode metric) {
    List<String> texts = new ArrayList<>();
    metric.forEach(
        element -> {
          if (element.isTextual()) {
            texts.add(element.asText());
          }
        });
    if (texts.get(0).equals("...")) {
      texts.remove(0);
      texts.addAll(0, previous.subList(0, previous.size() - texts.size()));
    }
    for (int index = 0; index < texts.size(); index++) {
      texts.set(index, texts.get(index).equals(".") ? previous.get(index) : texts.get(index));
    }
    previous = texts;
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int index = 2; index + 1 < texts.size(); index += 2) {
      dimensions.put(texts.get(index), texts.get(index + 1));
    }
    return new MetricUse(title, texts.get(0), texts.get(1), dimensions);
  }

  private List<MetricUse> searched(String expression) {
    Matcher search = SEARCH.matcher(expression);
    if (!search.matches()) {
      throw new IllegalArgumentException("%s searches by %s".formatted(title, expression));
    }
    List<String> schema = List.of(search.group(1).replace("\"", "").split(","));
    Map<String, String> dimensions = new LinkedHashMap<>();
    schema.subList(1, schema.size()).forEach(dimension -> dimensions.put(dimension, ""));
    List<String> names = List.of();
    Matcher term = TERM.matcher(search.group(2));
    while (term.find()) {
      List<String> values =
          term.group(2) == null
              ? List.of(term.group(3).replace("\"", "").split(" OR "))
              : List.of(term.group(2));
      if (term.group(1).equals("MetricName")) {
        names = values;
      } else if (values.size() == 1) {
        dimensions.put(term.group(1), values.get(0));
      }
    }
    return names.stream()
        .map(name -> new MetricUse(title, schema.get(0), name, dimensions))
        .toList();
  }
}
