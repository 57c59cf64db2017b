package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Pushgateway that keeps what it gets. */
public final class FakePushgateway implements AutoCloseable {

  /**
   * What somebody pushed.
   *
   * @param request method and path
   * @param text the metrics
   */
  public record Push(String request, String contentType, String text) {}

  private static final int OK = 200;

  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = OK;

  public FakePushgateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with a status from now on. */
  public FakePushgateway answering(int other) {
    status = other;
    return this;
  }

  public List<Push> pushes() {
    return pushes;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    pushes.add(
        new Push(
            exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            text));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
