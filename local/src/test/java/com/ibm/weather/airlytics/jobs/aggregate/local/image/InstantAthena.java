package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Athena's protocol without Athena's work: a statement has succeeded as soon as it is started, and
 * in S3 are as many files, under the same names, as it would have written, all of them empty. So
 * the job does for a day all that it does, and years pass in a minute.
 */
public final class InstantAthena implements AutoCloseable {

  private static final Pattern LOCATION = Pattern.compile("external_location = 's3://([^']+)'");
  private static final Pattern TOTAL = Pattern.compile("'\\.([a-z_]+)-'");
  private static final String NO_ROWS = "{\"ResultSet\": {\"Rows\": []}}";
  private static final String ONE_NUMBER =
      """
      {"ResultSet": {"Rows": [{"Data": [{"VarCharValue": "partitions"}]},
        {"Data": [{"VarCharValue": "%d"}]}]}}
      """;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> statements = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> firstStatement = new AtomicReference<>();
  private final HttpServer server;
  private final Path objects;
  private final int partitions;

  private InstantAthena(HttpServer server, Path objects, int partitions) {
    this.server = server;
    this.objects = objects;
    this.partitions = partitions;
  }

  /**
   * Starts it.
   *
   * @param objects the folder behind S3
   * @param partitions how many partitions every day and every window has
   */
  public static InstantAthena start(Path objects, int partitions) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    InstantAthena athena = new InstantAthena(server, objects, partitions);
    server.setExecutor(athena.threads);
    server.createContext("/", athena::handle);
    server.start();
    return athena;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** When the first statement came; empty before. */
  Optional<Instant> firstStatement() {
    return Optional.ofNullable(firstStatement.get());
  }

  int statements() {
    return statements.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
      byte[] answer = answer(target, request).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(String target, JsonNode request) throws IOException {
    String id = request.path("QueryExecutionId").asText();
    return switch (target) {
      case "AmazonAthena.StartQueryExecution" -> start(request.path("QueryString").asText());
      case "AmazonAthena.GetQueryExecution" ->
          """
          {"QueryExecution": {"QueryExecutionId": "%s", "Query": %s, "StatementType": "DML",
            "Statistics": {"DataScannedInBytes": 0}, "Status": {"State": "SUCCEEDED"}}}
          """
              .formatted(id, Json.write(statements.get(id)));
      case "AmazonAthena.GetQueryResults" ->
          statements.get(id).startsWith("SHOW TABLES") ? NO_ROWS : ONE_NUMBER.formatted(partitions);
      default -> throw new IOException("not asked for by this job: " + target);
    };
  }

  private String start(String sql) throws IOException {
    firstStatement.compareAndSet(null, Instant.now());
    Matcher location = LOCATION.matcher(sql);
    if (location.find()) {
      write(sql, objects.resolve(location.group(1)));
    }
    String id = UUID.randomUUID().toString();
    statements.put(id, sql);
    return "{\"QueryExecutionId\": \"%s\"}".formatted(id);
  }

  private void write(String sql, Path folder) throws IOException {
    if (sql.contains("partitioned_by = ARRAY['summary']")) {
      String totals =
          TOTAL
              .matcher(sql)
              .results()
              .map(total -> "." + total.group(1) + "-" + partitions)
              .collect(Collectors.joining());
      touch(folder.resolve("summary=totals" + totals));
      touch(folder.resolve("summary=users"));
    } else {
      for (int partition = 0; partition < partitions; partition++) {
        touch(folder.resolve("partition=" + partition));
      }
    }
  }

  private static void touch(Path folder) throws IOException {
    Files.createFile(Files.createDirectories(folder).resolve(UUID.randomUUID().toString()));
  }
}
