package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Speaks to the admin API as any HTTP client would. */
final class AdminClient {

  static final String PRODUCT = "2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a10";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI baseUrl;
  private final String productId;
  private String token = "";

  AdminClient(URI baseUrl) {
    this(baseUrl, PRODUCT);
  }

  AdminClient(URI baseUrl, String productId) {
    this.baseUrl = baseUrl;
    this.productId = productId;
  }

  /** Answered with a token. */
  HttpResponse<String> startSession(Credentials credentials)
      throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("key", credentials.key())
            .put("keyPassword", credentials.password());
    return post("/admin/authentication/startSessionFromKey", body.toString());
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
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(PATIENCE)
            .header("Accept", "application/json");
    return token.isEmpty() ? request : request.header("sessionToken", token);
  }

  HttpResponse<String> create(ObjectNode job) throws IOException, InterruptedException {
    return post(jobsPath(), job.toString());
  }

  String jobsPath() {
    return "/admin/airlytics/products/" + productId + "/dataimport";
  }

  /** The ids of the product's jobs, in the server's order. */
  List<String> jobIds() throws IOException, InterruptedException {
    return json(get(jobsPath())).path("jobs").findValuesAsText("uniqueId");
  }

  HttpResponse<String> find(String uniqueId) throws IOException, InterruptedException {
    return get("/admin/airlytics/dataimport/" + uniqueId);
  }

  /** Creates a job that must be accepted, and gives its id. */
  String created(ObjectNode job) throws IOException, InterruptedException {
    HttpResponse<String> created = create(job);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    return json(created).get("uniqueId").asText();
  }

  /** Creates the job and waits for its end, whichever that is. */
  JsonNode runToEnd(ObjectNode job) throws IOException, InterruptedException {
    return awaitEnd(created(job));
  }

  JsonNode awaitEnd(String uniqueId) throws IOException, InterruptedException {
    return await(uniqueId, "COMPLETED|FAILED");
  }

  /** Waits until the job's status matches. */
  JsonNode await(String uniqueId, String status) throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    JsonNode job = json(find(uniqueId));
    while (!job.path("status").asText().matches(status)) {
      assertThat(Instant.now()).as(job.toString()).isBefore(limit);
      Thread.onSpinWait();
      job = json(find(uniqueId));
    }
    return job;
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

  /** The status, and the reason as JSON. */
  static void assertRefused(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("error").asText()).isNotBlank();
  }

  static void assertRefused(HttpResponse<String> response, int status, String reason)
      throws IOException {
    assertRefused(response, status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(json(response).get("error").asText()).contains(reason);
  }
}
