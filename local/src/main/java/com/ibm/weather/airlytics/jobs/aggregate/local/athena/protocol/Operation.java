package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** An operation of Athena's API. */
@FunctionalInterface
interface Operation {

  /** The response to a request. */
  JsonNode answer(RequestBody request) throws IOException;
}
