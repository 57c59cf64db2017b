package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads lines in CloudWatch's Embedded Metric Format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
final class WrittenMetrics {

  private WrittenMetrics() {}

  /** The metrics of lines of JSON, by name, with the sets of dimensions that each has. */
  static Map<String, Set<Set<String>>> read(String lines) {
    Map<String, Set<Set<String>>> metrics = new HashMap<>();
    lines.lines().forEach(line -> add(Json.tree(line, "the line of metrics"), metrics));
    return metrics;
  }

  private static void add(JsonNode line, Map<String, Set<Set<String>>> metrics) {
    for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
      for (JsonNode metric : directive.path("Metrics")) {
        String name = metric.path("Name").asText();
        if (!line.path(name).isNumber()) {
          throw new IllegalStateException("%s has no number in %s".formatted(name, line));
        }
        Set<Set<String>> dimensions = metrics.computeIfAbsent(name, any -> new HashSet<>());
        directive
            .path("Dimensions")
            .forEach(set -> dimensions.add(Set.copyOf(Resource.texts(set))));
      }
    }
  }
}
