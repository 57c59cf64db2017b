package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a part of a template refers to, with {@code Ref}, {@code Sub} and their like. */
public final class References {

  static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private References() {}

  /** The parameters and resources that are referred to, without attributes. */
  public static Set<String> names(JsonNode part) {
    Set<String> names = new LinkedHashSet<>();
    collectNames(part, names);
    return names;
  }

  /** The conditions that are referred to. */
  public static Set<String> conditions(JsonNode part) {
    Set<String> conditions = new LinkedHashSet<>();
    collectConditions(part, conditions);
    return conditions;
  }

  private static void collectConditions(JsonNode part, Set<String> conditions) {
    if (part.path("Fn::If").isArray()) {
      conditions.add(part.path("Fn::If").path(0).asText());
    }
    if (part.path("Condition").isTextual()) {
      conditions.add(part.path("Condition").asText());
    }
    part.forEach(child -> collectConditions(child, conditions));
  }

  private static void collectNames(JsonNode part, Set<String> names) {
    if (part.isObject()) {
      if (part.path("Ref").isTextual()) {
        names.add(part.path("Ref").asText());
      }
      if (part.path("Fn::GetAtt").isArray()) {
        names.add(part.path("Fn::GetAtt").path(0).asText());
      }
      if (part.has("Fn::Sub")) {
        collectPlaceholders(part.path("Fn::Sub"), names);
      }
    }
    part.forEach(child -> collectNames(child, names));
  }

  private static void collectPlaceholders(JsonNode sub, Set<String> names) {
    JsonNode own = sub.path(1);
    Matcher placeholder = PLACEHOLDER.matcher(sub.isArray() ? sub.path(0).asText() : sub.asText());
    while (placeholder.find()) {
      if (!own.has(placeholder.group(1))) {
        names.add(placeholder.group(1).split("\\.", 2)[0]);
      }
    }
  }
}
