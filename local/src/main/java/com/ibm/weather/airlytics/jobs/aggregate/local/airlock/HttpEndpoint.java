package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.Endpoint.Answer;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.Endpoint.Request;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an endpoint on HTTP. An error that it did not expect is answered with a page, as servlet
 * containers do.
 */
final class HttpEndpoint implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

  private final String basePath;
  private final Endpoint endpoint;

  HttpEndpoint(String basePath, Endpoint endpoint) {
    this.basePath = basePath;
    this.endpoint = endpoint;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(read(exchange));
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType() + "; charset=utf-8");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Request read(HttpExchange exchange) throws IOException {
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath().substring(basePath.length()),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
            .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("sessionToken")),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private Answer answer(Request request) {
    try {
      return endpoint.answer(request);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      return Answer.html(500, "HTTP Status 500 - Internal Server Error");
    }
  }
}
