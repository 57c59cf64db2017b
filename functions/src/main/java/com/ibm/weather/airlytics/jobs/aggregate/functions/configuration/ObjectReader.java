package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of one JSON object and collects what is wrong with them. Every method returns a
 * value that can be worked with, so that reading goes on to the next mistake; {@link #finish} adds
 * the keys that nobody asked for.
 */
final class ObjectReader {

  private final JsonNode object;
  private final String path;
  private final List<Finding> findings;
  private final Set<String> known = new LinkedHashSet<>();

  ObjectReader(JsonNode object, String path, List<Finding> findings) {
    this.object = object;
    this.path = path;
    this.findings = findings;
  }

  String text(String key, Rule rule) {
    return text(key, rule, Optional.empty());
  }

  String text(String key, Rule rule, String defaultValue) {
    return text(key, rule, Optional.of(defaultValue));
  }

  /** A text that is needed only in some configurations; in the others it is empty. */
  String text(String key, Rule rule, boolean needed, String neededBecause) {
    if (needed && node(key).isMissingNode()) {
      add(key, "is missing; " + neededBecause + " needs " + rule.expected());
      return "";
    }
    known.add(key);
    return needed ? text(key, rule) : "";
  }

  private String text(String key, Rule rule, Optional<String> defaultValue) {
    if (node(key).isMissingNode()) {
      return defaultValue.orElseGet(() -> missing(key, rule.expected()));
    }
    Optional<String> text = textNode(key);
    if (text.isPresent() && !rule.accepts(text.get())) {
      add(key, "is \"%s\"; write %s".formatted(text.get(), rule.expected()));
      return "";
    }
    return text.orElse("");
  }

  private Optional<String> textNode(String key) {
    JsonNode node = node(key);
    if (!node.isTextual()) {
      add(key, "is %s; write a text in quotes".formatted(Json.describe(node)));
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** A folder without its leading and trailing slash. */
  static String folder(String path) {
    String start = path.startsWith("/") ? path.substring(1) : path;
    return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
  }

  boolean flag(String key, boolean defaultValue) {
    JsonNode node = node(key);
    if (!node.isMissingNode() && !node.isBoolean()) {
      add(key, "is %s; write true or false without quotes".formatted(Json.describe(node)));
    }
    return node.asBoolean(defaultValue);
  }

  int number(String key, int least, int most, Optional<Integer> defaultValue) {
    String expected = "a whole number from %d to %d".formatted(least, most);
    JsonNode node = node(key);
    if (node.isMissingNode() && defaultValue.isPresent()) {
      return defaultValue.get();
    }
    if (node.isMissingNode()) {
      missing(key, expected);
    } else if (!node.canConvertToInt()
        || !node.isIntegralNumber()
        || node.intValue() < least
        || node.intValue() > most) {
      add(key, "is %s; write %s".formatted(Json.describe(node), expected));
    }
    return node.asInt(least);
  }

  LocalDate day(String key, LocalDate defaultValue) {
    if (node(key).isMissingNode()) {
      return defaultValue;
    }
    Optional<String> text = textNode(key);
    try {
      return text.map(LocalDate::parse).orElse(defaultValue);
    } catch (DateTimeException e) {
      add(key, "is \"%s\"; write a day as yyyy-MM-dd".formatted(text.orElseThrow()));
      return defaultValue;
    }
  }

  ValueType valueType(String key, String defaultValue) {
    String text = node(key).isMissingNode() ? defaultValue : textNode(key).orElse(defaultValue);
    Optional<ValueType> type = ValueType.parse(text);
    if (type.isEmpty()) {
      add(key, "is \"%s\"; write int, bigint, double, float or decimal(p,s)".formatted(text));
    }
    return type.or(() -> ValueType.parse(defaultValue)).orElseThrow();
  }

  List<ObjectReader> objects(String key) {
    JsonNode node = node(key);
    List<ObjectReader> elements = new ArrayList<>();
    if (node.isMissingNode()) {
      missing(key, "a list, which may be empty");
    } else if (!node.isArray()) {
      add(key, "is %s; write a list".formatted(Json.describe(node)));
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      String elementPath = "%s.%s[%d]".formatted(path, key, index);
      if (node.get(index).isObject()) {
        elements.add(new ObjectReader(node.get(index), elementPath, findings));
      } else {
        findings.add(
            new Finding(
                elementPath, "is %s; write an object".formatted(Json.describe(node.get(index)))));
      }
    }
    return elements;
  }

  void add(String key, String message) {
    findings.add(new Finding(path + "." + key, message));
  }

  /** Adds a finding for every key that was not read, with the nearest key that exists. */
  void finish() {
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                add(key, "is unknown; did you mean " + NearestName.of(key, known) + "?");
              }
            });
  }

  private JsonNode node(String key) {
    known.add(key);
    JsonNode node = object.path(key);
    return node.isNull() ? Json.MAPPER.missingNode() : node;
  }

  private String missing(String key, String expected) {
    add(key, "is missing; write " + expected);
    return "";
  }
}
