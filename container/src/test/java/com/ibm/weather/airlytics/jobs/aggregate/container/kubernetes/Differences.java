package com.ibm.weather.airlytics.jobs.aggregate.container.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** In what two objects differ. */
final class Differences {

  private static final String ABSENT = "-";

  private Differences() {}

  /**
   * A line for each value that differs, as {@code spec.schedule: old -> new}; {@code -}: absent.
   */
  static List<String> between(JsonNode before, JsonNode after) {
    Map<String, String> left = values(before);
    Map<String, String> right = values(after);
    Set<String> paths = new TreeSet<>(left.keySet());
    paths.addAll(right.keySet());
    return paths.stream()
        .filter(path -> !left.getOrDefault(path, ABSENT).equals(right.getOrDefault(path, ABSENT)))
        .map(
            path ->
                "%s: %s -> %s"
                    .formatted(
                        path, left.getOrDefault(path, ABSENT), right.getOrDefault(path, ABSENT)))
        .toList();
  }

  private static Map<String, String> values(JsonNode node) {
    Map<String, String> values = new TreeMap<>();
    collect("", node, values);
    return values;
  }

  private static void collect(String path, JsonNode node, Map<String, String> values) {
    if (node.isValueNode() || node.isEmpty()) {
      values.put(path, node.isTextual() ? node.textValue() : node.toString());
      return;
    }
    for (Entry<String, JsonNode> field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      collect(name, field.getValue(), values);
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      String name = node.get(index).path("name").asText(Integer.toString(index));
      collect("%s[%s]".formatted(path, name), node.get(index), values);
    }
  }
}
