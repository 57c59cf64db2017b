package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Json;

/** The limit on everything that travels through a state. */
final class Payload {
  private static final int LIMIT_BYTES = 256 * 1024;

  private Payload() {}

  /** Returns the value when it is within the limit. */
  static JsonNode check(JsonNode value, String what, StatePath path) throws StateFailedException {
    int size = Json.sizeInBytes(value);
    if (size > LIMIT_BYTES) {
      throw new StateFailedException(
          ErrorNames.DATA_LIMIT_EXCEEDED,
          "The %s of %s is %d bytes as JSON, more than the %d that Step Functions allows"
              .formatted(what, path, size, LIMIT_BYTES),
          path);
    }
    return value;
  }
}
