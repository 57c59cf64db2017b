package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON object of a request. What is missing or of another shape is refused.
 *
 * @param json the object
 */
record RequestBody(JsonNode json) {

  /** A text that must be there. */
  String text(String name) {
    return optionalText(name).orElseThrow(() -> invalid(name, "Member must not be null"));
  }

  /** A text that may be missing. */
  Optional<String> optionalText(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name, "Member must be a string");
    }
    return Optional.of(value.textValue());
  }

  /** A text whose length must lie in a range. */
  Optional<String> optionalText(String name, int shortest, int longest) {
    Optional<String> text = optionalText(name);
    boolean fits = text.map(String::length).filter(n -> n < shortest || n > longest).isEmpty();
    if (!fits) {
      throw invalid(name, "Member must have length between %d and %d".formatted(shortest, longest));
    }
    return text;
  }

  /** A number in a range, or the default. */
  int number(String name, int smallest, int largest, int otherwise) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < smallest || value.intValue() > largest) {
      throw invalid(name, "Member must have value between %d and %d".formatted(smallest, largest));
    }
    return value.intValue();
  }

  /** A list of texts that must be there, whose length must lie in a range. */
  List<String> texts(String name, int fewest, int most) {
    JsonNode values = json.path(name);
    if (!values.isArray()) {
      throw invalid(name, "Member must be a list");
    }
    if (values.size() < fewest || values.size() > most) {
      throw invalid(name, "Member must have length between %d and %d".formatted(fewest, most));
    }
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  /** An object in this one; empty when it is missing. */
  RequestBody object(String name) {
    return new RequestBody(json.path(name));
  }

  /** Whether a member is there. */
  boolean has(String name) {
    return json.hasNonNull(name);
  }

  private static InvalidRequestException invalid(String name, String constraint) {
    return new InvalidRequestException(
        InvalidRequestException.Code.INVALID_INPUT,
        "1 validation error detected: Value at '%s' failed to satisfy constraint: %s"
            .formatted(name, constraint));
  }
}
