package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Speaks to the admin API as any HTTP client would. */
final class AdminClient {

  static final String PRODUCT = "2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a10";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI baseUrl;
  private String token = "";

  AdminClient(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Sends the token from now on. */
  void use(String sessionToken) {
    token = sessionToken;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept", "application/json");
    return token.isEmpty() ? request : request.header("sessionToken", token);
  }

  HttpResponse<String> create(ObjectNode job) throws IOException, InterruptedException {
    return post("/admin/airlytics/products/" + PRODUCT + "/dataimport", job.toString());
  }

  /** Creates the job and waits for its end, whichever that is. */
  JsonNode runToEnd(ObjectNode job) throws IOException, InterruptedException {
    HttpResponse<String> created = create(job);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    return awaitEnd(json(created).get("uniqueId").asText());
  }

  JsonNode awaitEnd(String uniqueId) throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(limit)) {
      JsonNode job = json(get("/admin/airlytics/dataimport/" + uniqueId));
      if (job.path("status").asText().matches("COMPLETED|FAILED")) {
        return job;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("The import " + uniqueId + " did not end within " + PATIENCE);
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** A valid job, to be made invalid by tests. */
  static ObjectNode job() {
    ObjectNode job =
        JSON.createObjectNode()
            .put("name", "LTV Hello World App PROD 20210630")
            .put("creator", "LTV Aggregator")
            .put("s3File", "s3://imports/ltv/part.gz")
            .put("targetTable", "ad_impressions")
            .put("overwrite", true)
            .put("devUsers", false);
    job.putArray("affectedColumns").add("shard").add("revenue_d1").add("cnt_d1");
    return job;
  }

  static void assertRefused(HttpResponse<String> response, int status, String reason)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(json(response).get("error").asText()).contains(reason);
  }
}
