package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import java.util.Optional;

/**
 * What answers a request. To make a server misbehave, put another endpoint in front of this one.
 */
@FunctionalInterface
interface Endpoint {

  Answer answer(Request request);

  /**
   * What a client sent.
   *
   * @param path below the base path, such as {@code /admin/authentication/extend}
   * @param contentType without parameters, in lower case
   * @param sessionToken the header of that name
   */
  record Request(
      String method,
      String path,
      Optional<String> contentType,
      Optional<String> sessionToken,
      String body) {}

  /** What the client gets; an error is {@code {"error": "the reason"}} with its status. */
  record Answer(int status, String contentType, String body) {

    static Answer text(String body) {
      return new Answer(200, "text/plain", body);
    }

    static Answer json(int status, Object value) {
      return new Answer(status, "application/json", Json.write(value));
    }
  }
}
