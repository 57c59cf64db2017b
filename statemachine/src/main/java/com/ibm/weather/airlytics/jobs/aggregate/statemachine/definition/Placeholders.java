package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in place of {@code ${Name}}, as the deployment of a state machine does. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> substitutions;
  private final Findings findings;

  Placeholders(Map<String, String> substitutions, Findings findings) {
    this.substitutions = substitutions;
    this.findings = findings;
  }

  JsonNode fill(JsonNode value, String path) {
    if (value.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              entry -> {
                String where = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                filled.set(entry.getKey(), fill(entry.getValue(), where));
              });
      return filled;
    }
    if (value.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      for (int index = 0; index < value.size(); index++) {
        filled.add(fill(value.get(index), path + "[" + index + "]"));
      }
      return filled;
    }
    return value.isTextual()
        ? JsonNodeFactory.instance.textNode(
            PLACEHOLDER
                .matcher(value.textValue())
                .replaceAll(match -> Matcher.quoteReplacement(substitution(match, path))))
        : value;
  }

  private String substitution(MatchResult placeholder, String path) {
    String name = placeholder.group(1);
    if (!substitutions.containsKey(name)) {
      findings.add(path, "nothing was given for ${" + name + "}");
      return placeholder.group();
    }
    return substitutions.get(name);
  }
}
