package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.NearestName;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the texts of an execution input and collects what is wrong with them, so that {@link
 * #finish} tells it all at once. A null is no value.
 */
final class InputReader {

  private final String name;
  private final JsonNode input;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> findings = new ArrayList<>();

  /**
   * @param name what the messages call the input
   * @param input a JSON object
   */
  InputReader(String name, JsonNode input) {
    this.name = name;
    this.input = input;
  }

  String name() {
    return name;
  }

  /** A text; a value that is none is a finding. */
  Optional<String> text(String key) {
    known.add(key);
    if (!has(key)) {
      return Optional.empty();
    }
    JsonNode node = input.get(key);
    if (!node.isTextual()) {
      add("%s's %s is %s; write a text in quotes".formatted(name, key, Json.describe(node)));
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /**
   * A value that is written as a text.
   *
   * @param expected what to write, for the message about a text that is no date or time
   * @param parse throws DateTimeException, or InvalidInputException with a message of its own
   */
  <T> Optional<T> value(String key, String expected, Function<String, T> parse) {
    Optional<String> text = text(key);
    try {
      return text.map(parse);
    } catch (DateTimeException e) {
      add("%s's %s is \"%s\"; write %s".formatted(name, key, text.orElseThrow(), expected));
    } catch (InvalidInputException e) {
      add(e.getMessage());
    }
    return Optional.empty();
  }

  /** Whether there is a value, be it a wrong one. */
  boolean has(String key) {
    return input.hasNonNull(key);
  }

  /** Whether there is no value, or a text of blanks. */
  boolean lacks(String key) {
    return lacks(input, key);
  }

  /** Whether an object has no value under a key, or a text of blanks. */
  static boolean lacks(JsonNode object, String key) {
    JsonNode node = object.path(key);
    return node.isMissingNode()
        || node.isNull()
        || (node.isTextual() && node.textValue().isBlank());
  }

  void add(String finding) {
    findings.add(finding);
  }

  /**
   * Ends the reading.
   *
   * @param ignored keys that may be there, and say nothing
   * @throws InvalidInputException with all findings, those about the keys that nobody asked for
   *     among them, when there are any
   */
  void finish(Set<String> ignored) {
    input
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key) && !ignored.contains(key)) {
                add(
                    "%s's %s is unknown; did you mean %s?"
                        .formatted(name, key, NearestName.of(key, known)));
              }
            });
    if (findings.size() == 1) {
      throw new InvalidInputException(findings.get(0));
    }
    if (!findings.isEmpty()) {
      throw new InvalidInputException(
          "%s has %d mistakes:\n  %s"
              .formatted(name, findings.size(), String.join("\n  ", findings)));
    }
  }
}
