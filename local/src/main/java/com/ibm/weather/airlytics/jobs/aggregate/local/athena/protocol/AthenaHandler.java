package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Catalog;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.MetadataException;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryService;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers requests in the AWS JSON 1.1 protocol: the header {@code X-Amz-Target} names the
 * operation, the body is its input, and an error names its type in {@code __type}. Signatures are
 * not checked.
 */
public final class AthenaHandler implements HttpHandler {

  private static final String TARGET_PREFIX = "AmazonAthena.";
  private static final String INVALID_REQUEST = "InvalidRequestException";
  private static final int LONGEST_REQUEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Response(int status, ObjectNode body) {}

  private final Map<String, Operation> operations = new HashMap<>();

  /** A handler for the operations on queries and on the catalog. */
  public AthenaHandler(QueryService queries, Catalog catalog) {
    operations.putAll(new QueryOperations(queries).byName());
    operations.putAll(new CatalogOperations(catalog).byName());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response response = answer(exchange);
      byte[] body = JSON.writeValueAsBytes(response.body());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      exchange.sendResponseHeaders(response.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LONGEST_REQUEST + 1);
    }
    String target =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
    if (!exchange.getRequestMethod().equals("POST") || !target.startsWith(TARGET_PREFIX)) {
      return invalid("send a POST with the header X-Amz-Target: AmazonAthena.<operation>");
    }
    Operation operation = operations.get(target.substring(TARGET_PREFIX.length()));
    if (operation == null) {
      return invalid("The operation " + target + " is not supported here");
    }
    if (body.length > LONGEST_REQUEST) {
      return invalid("The request is longer than " + LONGEST_REQUEST + " bytes");
    }
    return answer(operation, body);
  }

  private static Response answer(Operation operation, byte[] body) {
    try {
      JsonNode request = JSON.readTree(body);
      if (!request.isObject()) {
        return invalid("The request is not a JSON object");
      }
      return new Response(200, (ObjectNode) operation.answer(new RequestBody(request)));
    } catch (InvalidRequestException e) {
      ObjectNode error = error(INVALID_REQUEST, e.getMessage());
      return new Response(400, error.put("AthenaErrorCode", e.code().name()));
    } catch (MetadataException e) {
      return new Response(400, error("MetadataException", e.getMessage()));
    } catch (JsonProcessingException e) {
      return invalid("The request is not JSON: " + e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      return new Response(500, error("InternalServerException", e.toString()));
    }
  }

  private static Response invalid(String message) {
    return new Response(400, error(INVALID_REQUEST, message));
  }

  private static ObjectNode error(String type, String message) {
    return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
  }
}
