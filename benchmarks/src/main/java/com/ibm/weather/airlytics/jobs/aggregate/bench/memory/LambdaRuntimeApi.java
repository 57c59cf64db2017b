package com.ibm.weather.airlytics.jobs.aggregate.bench.memory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The side of AWS Lambda that a function's process talks to, for one invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
final class LambdaRuntimeApi implements AutoCloseable {

  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final String NEXT_CENTURY = "4102444800000";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final String payload;
  private final CompletableFuture<String> response = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private LambdaRuntimeApi(HttpServer server, String payload) {
    this.server = server;
    this.payload = payload;
  }

  static LambdaRuntimeApi start(String payload) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LambdaRuntimeApi api = new LambdaRuntimeApi(server, payload);
    server.createContext("/", api::handle);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the function answers; fails when it answers an error. */
  CompletableFuture<String> response() {
    return response;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals(NEXT)) {
        next(exchange);
      } else {
        exchange.sendResponseHeaders(ACCEPTED, -1);
        if (path.endsWith("/response")) {
          response.complete(body);
        } else {
          response.completeExceptionally(new IllegalStateException(path + ": " + body));
        }
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", NEXT_CENTURY);
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:f");
    exchange.sendResponseHeaders(OK, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
