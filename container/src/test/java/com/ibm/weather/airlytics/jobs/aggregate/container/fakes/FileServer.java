package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Files over HTTP. Each has a row of answers, of which the last is repeated; all others are 404.
 */
public final class FileServer implements AutoCloseable {

  private static final int OK = 200;
  private static final HttpHandler NOT_FOUND = answer(404, "there is no such file");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<HttpHandler>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final String scheme;

  private FileServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  public static FileServer start() throws IOException {
    return new FileServer(HttpServer.create(anyPort(), 0), "http").begin();
  }

  /** A server with a certificate. */
  public static FileServer start(SSLContext certificate) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate));
    return new FileServer(server, "https").begin();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private FileServer begin() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    return this;
  }

  /** The address, with a trailing slash. */
  public String url() {
    return "%s://localhost:%d/".formatted(scheme, server.getAddress().getPort());
  }

  /** The answers to one path, without its leading slash, from now on. */
  public void serve(String path, HttpHandler... row) {
    answers.put("/" + path, new ArrayDeque<>(List.of(row)));
  }

  public static HttpHandler file(String text) {
    return answer(OK, text);
  }

  public static HttpHandler answer(int status, String text) {
    return answer(status, text.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpHandler answer(int status, byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** Never answers. */
  public HttpHandler silence() {
    return exchange -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Answers with a blank every few milliseconds, for ever. */
  public HttpHandler trickle() {
    return exchange -> {
      exchange.sendResponseHeaders(OK, 0);
      try {
        while (!closed.await(10, TimeUnit.MILLISECONDS)) {
          exchange.getResponseBody().write(' ');
          exchange.getResponseBody().flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** The paths that were asked for, in order. */
  public List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      next(path).handle(exchange);
    }
  }

  private HttpHandler next(String path) {
    Deque<HttpHandler> row = answers.getOrDefault(path, new ArrayDeque<>(List.of(NOT_FOUND)));
    synchronized (row) {
      return row.size() > 1 ? row.pop() : row.peek();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
