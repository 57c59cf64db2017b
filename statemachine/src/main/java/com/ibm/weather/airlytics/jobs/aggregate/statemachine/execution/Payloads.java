package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition.ErrorNames;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression.Json;

/**
 * The limit on everything that travels through a state, in bytes of JSON in UTF-8, and what came
 * nearest to it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">the quota
 *     in the developer guide</a>
 */
final class Payloads {
  /** The quota; it cannot be raised. */
  static final int MOST_BYTES = 256 * 1024;

  private LargestPayload largest = new LargestPayload(0, "input", StatePath.ROOT);

  /**
   * Returns the value when it is within the limit.
   *
   * @param what which of the state's payloads it is
   */
  JsonNode checked(JsonNode value, String what, StatePath path) throws StateFailedException {
    int size = Json.sizeInBytes(value);
    keep(size, what, path);
    if (size > MOST_BYTES) {
      throw new StateFailedException(
          ErrorNames.DATA_LIMIT_EXCEEDED,
          "The %s of %s is %d bytes as JSON, more than the %d that Step Functions allows. Pass fewer items at a time, or leave the data in S3 and pass where it is"
              .formatted(what, path, size, MOST_BYTES),
          path);
    }
    return value;
  }

  private synchronized void keep(int size, String what, StatePath path) {
    if (size > largest.bytes()) {
      largest = new LargestPayload(size, what, path);
    }
  }

  synchronized LargestPayload largest() {
    return largest;
  }
}
