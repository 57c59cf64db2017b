package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of one object of the definition; remembers which were read, to refuse the others. */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final Findings findings;
  private final Set<String> read = new HashSet<>();

  Fields(JsonNode object, String path, Findings findings) {
    this.object = object;
    this.path = path;
    this.findings = findings;
    if (!object.isObject()) {
      findings.add(path, "this must be an object, not " + object);
    }
  }

  String path() {
    return path;
  }

  String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Stands in for an object that is missing. */
  JsonNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  Optional<JsonNode> value(String field) {
    read.add(field);
    return Optional.ofNullable(object.get(field));
  }

  Optional<JsonNode> required(String field, String why) {
    Optional<JsonNode> value = value(field);
    if (value.isEmpty() && object.isObject()) {
      findings.add(path, field + " is missing: " + why);
    }
    return value;
  }

  Optional<String> text(String field) {
    return value(field).flatMap(value -> text(value, path(field)));
  }

  Optional<String> requiredText(String field, String why) {
    return required(field, why).flatMap(value -> text(value, path(field)));
  }

  private Optional<String> text(JsonNode value, String where) {
    if (!value.isTextual() || value.textValue().isEmpty()) {
      findings.add(where, "this must be a text, not " + value);
      return Optional.empty();
    }
    if (Expression.isMarked(value.textValue())) {
      findings.add(where, "only a literal is allowed here, not an expression: " + value);
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  Optional<Integer> integer(String field, int least, int most) {
    return value(field)
        .filter(
            value -> {
              boolean valid =
                  value.isIntegralNumber()
                      && value.canConvertToInt()
                      && value.intValue() >= least
                      && value.intValue() <= most;
              if (!valid) {
                findings.add(
                    path(field),
                    "this must be an integer from " + least + " to " + most + ", not " + value);
              }
              return valid;
            })
        .map(JsonNode::intValue);
  }

  /** The elements of an array that must exist and not be empty. */
  List<JsonNode> elements(String field, JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      findings.add(path(field), "this must be an array with at least one element, not " + value);
      return List.of();
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  /** Reports every field that has not been read. */
  void refuseOthers(String owner) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!read.contains(field)) {
                findings.add(path(field), FieldRefusals.message(field, owner));
              }
            });
  }
}
