package com.ibm.weather.airlytics.jobs.aggregate.container.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Athena, S3 and Step Functions behind one HTTP port, for tests of the SDK's own clients: all
 * queries are in one state, buckets hold what a test puts there. Keeps every request.
 */
public final class FakeAws implements AutoCloseable {

  /**
   * A request.
   *
   * @param operation an Athena operation such as {@code StopQueryExecution}; for S3 method and path
   */
  public record Request(String operation, Map<String, String> headers, String body) {
    /** A field of an Athena request. */
    public String field(String name) {
      return Json.tree(body, operation).path(name).asText();
    }
  }

  private record Response(int status, String body) {}

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int MOVED = 301;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final HttpServer server;
  private volatile String queryState = "SUCCEEDED";
  private volatile String executionStatus = "";
  private volatile boolean denied;
  private volatile String bucketRegion = "";
  private volatile CountDownLatch answer = new CountDownLatch(0);

  public FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The state that all queries are in from now on. */
  public FakeAws queriesAre(String state) {
    queryState = state;
    return this;
  }

  /** The status of all executions on Step Functions from now on; before, none exists. */
  public FakeAws executionsAre(String status) {
    executionStatus = status;
    return this;
  }

  public FakeAws object(String bucketAndKey, String text) {
    objects.put(bucketAndKey, text);
    return this;
  }

  /** The answer to requests of an operation waits until the latch is open. */
  public FakeAws holdAnswers(CountDownLatch until) {
    answer = until;
    return this;
  }

  /** S3 refuses everything from now on. */
  public void deny() {
    denied = true;
  }

  /** S3 sends requests that are signed for another region away, as it does for its buckets. */
  public void bucketIsIn(String region) {
    bucketRegion = region;
  }

  public List<Request> requests() {
    return requests;
  }

  /** The requests of an operation. */
  public List<Request> requests(String operation) {
    return requests.stream().filter(request -> request.operation().equals(operation)).toList();
  }

  @Override
  public void close() {
    answer.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String operation =
        target == null
            ? exchange.getRequestMethod() + " " + path
            : target.substring(target.indexOf('.') + 1);
    Request request = new Request(operation, headers, body);
    requests.add(request);
    Response response =
        target == null
            ? s3(request, exchange.getRequestMethod(), path)
            : operation.equals("DescribeExecution")
                ? execution()
                : new Response(OK, athena(request));
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    if (target == null && !bucketRegion.isEmpty()) {
      exchange.getResponseHeaders().add("x-amz-bucket-region", bucketRegion);
    }
    if (target == null) {
      exchange.getResponseHeaders().add("ETag", "\"%08x\"".formatted(response.body().hashCode()));
      exchange.getResponseHeaders().add("Last-Modified", "Thu, 01 Jul 2021 03:00:00 GMT");
    }
    exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String athena(Request request) {
    return switch (request.operation()) {
      case "StartQueryExecution" -> started(request);
      case "GetQueryExecution" -> query(request).toString();
      case "GetQueryResults" -> "{\"ResultSet\": {\"Rows\": []}}";
      case "StopQueryExecution" -> "{}";
      default -> throw new IllegalArgumentException(request.operation());
    };
  }

  private String started(Request request) {
    String id =
        ids.computeIfAbsent(
            request.field("ClientRequestToken"), any -> "query-" + count.incrementAndGet());
    try {
      answer.await();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return "{\"QueryExecutionId\": \"%s\"}".formatted(id);
  }

  private JsonNode query(Request request) {
    return Json.tree(
        """
        {"QueryExecution": {"QueryExecutionId": "%s", "Query": "SELECT 1", "StatementType": "DML",
         "Statistics": {"DataScannedInBytes": 10}, "Status": {"State": "%s"}}}
        """
            .formatted(request.field("QueryExecutionId"), queryState),
        "the answer");
  }

  private Response execution() {
    return executionStatus.isEmpty()
        ? new Response(
            BAD_REQUEST, "{\"__type\": \"ExecutionDoesNotExist\", \"message\": \"no such\"}")
        : new Response(OK, "{\"status\": \"%s\"}".formatted(executionStatus));
  }

  private Response s3(Request request, String method, String path) {
    if (!request.headers().getOrDefault("Authorization", "").contains("/" + bucketRegion)) {
      return new Response(MOVED, error("PermanentRedirect", "use another endpoint"));
    }
    if (denied) {
      return new Response(FORBIDDEN, error("AccessDenied", "no, you may not"));
    }
    boolean list = method.equals("GET") && path.lastIndexOf('/') == path.indexOf('/');
    if (list || path.endsWith("/")) {
      return new Response(
          OK, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    }
    String key = path.substring(1);
    return switch (method) {
      case "PUT" -> put(request, key);
      case "DELETE" -> deleted(key);
      default -> stored(key);
    };
  }

  private Response stored(String key) {
    String text = objects.get(key);
    return text == null
        ? new Response(NOT_FOUND, error("NoSuchKey", "there is no such key"))
        : new Response(OK, text);
  }

  /** Of the conditions, the one of a creation is looked at. */
  private Response put(Request request, String key) {
    if (!request.headers().containsKey("If-none-match")) {
      objects.put(key, request.body());
      return new Response(OK, "");
    }
    return objects.putIfAbsent(key, request.body()) == null
        ? new Response(OK, "")
        : new Response(PRECONDITION_FAILED, error("PreconditionFailed", "it is there"));
  }

  private Response deleted(String key) {
    objects.remove(key);
    return new Response(NO_CONTENT, "");
  }

  private static String error(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
  }
}
