package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A Pushgateway that keeps what the last run has pushed. */
final class PushedMetrics implements AutoCloseable {

  private static final int ACCEPTED = 200;

  private final AtomicReference<String> pushed = new AtomicReference<>("");
  private final HttpServer server;

  private PushedMetrics(HttpServer server) {
    this.server = server;
  }

  static PushedMetrics start() throws IOException {
    PushedMetrics metrics =
        new PushedMetrics(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    metrics.server.createContext("/", metrics::keep);
    metrics.server.start();
    return metrics;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      pushed.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(ACCEPTED, -1);
    }
  }

  /** Gives what was pushed and forgets it. */
  RunFigures take() {
    return RunFigures.read(pushed.getAndSet(""));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
