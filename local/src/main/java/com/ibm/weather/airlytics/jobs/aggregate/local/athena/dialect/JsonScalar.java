package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.List;
import java.util.Optional;

/**
 * Reads one scalar out of a JSON text, as the streaming parser under Trino's {@code
 * json_extract_scalar} does: it stops as soon as it has the value, so that nothing after it
 * matters; everything before has to be valid JSON. Number text is kept as written, and of equal
 * keys the first counts.
 */
final class JsonScalar {

  private final JsonReader json;

  private JsonScalar(String json) {
    this.json = new JsonReader(json);
  }

  /** The text of the scalar, or empty for JSON null, an object, an array, nothing, or no JSON. */
  static Optional<String> extract(String json, JsonPath path) {
    try {
      return new JsonScalar(json).extract(path.steps());
    } catch (JsonReader.InvalidJsonException e) {
      return Optional.empty();
    }
  }

  private Optional<String> extract(List<JsonPath.Step> steps) {
    for (JsonPath.Step step : steps) {
      char opening = json.token();
      boolean found =
          (opening == '{' && findKey(step.key()))
              || (opening == '[' && findElement(step.position()));
      if (!found) {
        return Optional.empty();
      }
    }
    return scalar(steps.isEmpty());
  }

  private boolean findKey(String key) {
    if (json.accept('}')) {
      return false;
    }
    do {
      json.expect('"');
      boolean found = json.isText(key);
      json.expect(':');
      if (found) {
        return true;
      }
      json.skipValue();
    } while (json.hasMore('}'));
    return false;
  }

  private boolean findElement(int position) {
    if (json.accept(']')) {
      return false;
    }
    int current = 0;
    while (current != position) {
      json.skipValue();
      if (!json.hasMore(']')) {
        return false;
      }
      current++;
    }
    return true;
  }

  private Optional<String> scalar(boolean root) {
    char first = json.token();
    return switch (first) {
      case '{', '[' -> Optional.empty();
      case '"' -> Optional.of(json.text());
      case 'n' -> {
        json.skipValue(first);
        yield Optional.empty();
      }
      default -> Optional.of(json.word(first, root));
    };
  }
}
