package com.ibm.weather.airlytics.jobs.aggregate.container.health;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Answers Kubernetes' probes and Prometheus: {@code /healthcheck/is-alive} and {@code
 * /healthcheck/is-ready} with 200 or 503 and a sentence, {@code /metrics} in Prometheus' text
 * format.
 */
final class HealthEndpoint implements AutoCloseable {

  private record Answer(int status, String contentType, String body) {

    static Answer text(int status, String text) {
      return new Answer(status, "text/plain; charset=utf-8", text + "\n");
    }
  }

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int THREADS = 8;
  private static final String LONGEST_SECONDS = "3";

  private final Supplier<Optional<Progress.Hang>> hang;
  private final BooleanSupplier ready;
  private final PrometheusRegistry registry;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          action -> {
            Thread thread = new Thread(action, "health");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpServer server;

  private HealthEndpoint(
      HttpServer server,
      Supplier<Optional<Progress.Hang>> hang,
      BooleanSupplier ready,
      PrometheusRegistry registry) {
    this.server = server;
    this.hang = hang;
    this.ready = ready;
    this.registry = registry;
  }

  /**
   * Has this process hang up on whoever takes more than 3 s for a request or its answer, and keeps
   * a thread from the probes. The JDK's server knows no other way than these two properties, and
   * reads them once, when the process makes its first server.
   */
  static void limitRequests() {
    System.setProperty("sun.net.httpserver.maxReqTime", LONGEST_SECONDS);
    System.setProperty("sun.net.httpserver.maxRspTime", LONGEST_SECONDS);
  }

  /**
   * Answers from now on.
   *
   * @param port 0 for any that is free
   * @param hang what does not get on; empty while the run is alive
   * @param ready whether the configuration was read and is valid
   * @throws IOException when the port cannot be had
   */
  static HealthEndpoint start(
      int port,
      Supplier<Optional<Progress.Hang>> hang,
      BooleanSupplier ready,
      PrometheusRegistry registry)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    HealthEndpoint endpoint = new HealthEndpoint(server, hang, ready, registry);
    server.createContext("/", endpoint::handle);
    server.setExecutor(endpoint.threads);
    server.start();
    return endpoint;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          exchange.getRequestMethod().equals("GET")
              ? answer(exchange.getRequestURI().getPath())
              : Answer.text(METHOD_NOT_ALLOWED, "only GET is answered");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answer(String path) throws IOException {
    return switch (path) {
      case "/healthcheck/is-alive" ->
          hang.get()
              .map(found -> Answer.text(UNAVAILABLE, found.toString()))
              .orElseGet(() -> Answer.text(OK, "alive"));
      case "/healthcheck/is-ready" ->
          ready.getAsBoolean()
              ? Answer.text(OK, "ready")
              : Answer.text(UNAVAILABLE, "the configuration is not read yet");
      case "/metrics" -> metrics();
      default ->
          Answer.text(
              NOT_FOUND, "there are /healthcheck/is-alive, /healthcheck/is-ready and /metrics");
    };
  }

  private Answer metrics() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    writer.write(body, registry.scrape());
    return new Answer(OK, writer.getContentType(), body.toString(StandardCharsets.UTF_8));
  }
}
