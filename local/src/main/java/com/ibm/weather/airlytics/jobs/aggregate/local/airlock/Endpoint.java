package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import java.util.Map;
import java.util.Optional;

/** What answers a request. */
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

  /** What the client gets. */
  record Answer(int status, String contentType, String body) {

    static Answer text(String body) {
      return new Answer(200, "text/plain", body);
    }

    /** The answer of a request that is refused. */
    static Answer error(int status, String reason) {
      return json(status, Map.of("error", reason));
    }

    static Answer html(int status, String title) {
      String page = "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>";
      return new Answer(status, "text/html", page.formatted(title));
    }

    static Answer json(int status, Object value) {
      return new Answer(status, "application/json", Json.write(value));
    }
  }
}
