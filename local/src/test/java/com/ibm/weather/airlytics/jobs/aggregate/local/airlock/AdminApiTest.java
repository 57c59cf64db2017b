package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.PRODUCT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.Endpoint.Answer;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.Endpoint.Request;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Options;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API without a user DB: every import fails, but the API does not care. */
class AdminApiTest {

  private static final String JOBS = "/admin/airlytics/products/" + PRODUCT + "/dataimport";

  @TempDir Path folder;
  private LocalAirlock airlock;
  private AdminClient client;

  @BeforeEach
  void startAirlock() throws IOException {
    start();
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void theBaseUrlEndsAsAirlocksDoes() {
    assertThat(airlock.baseUrl().toString()).endsWith("/airlock/api");
  }

  @Test
  void aCreatedJobIsAnsweredListedAndFound() throws Exception {
    HttpResponse<String> created = client.create(job().put("description", "per user"));

    assertThat(created.statusCode()).isEqualTo(200);
    String uniqueId = json(created).get("uniqueId").asText();
    assertThat(json(created).get("productId").asText()).isEqualTo(PRODUCT);
    for (HttpResponse<String> shown :
        List.of(created, client.get("/admin/airlytics/dataimport/" + uniqueId))) {
      JsonNode fields = json(shown);
      for (Map.Entry<String, JsonNode> asked : job().properties()) {
        assertThat(fields.get(asked.getKey())).isEqualTo(asked.getValue());
      }
      assertThat(fields.get("description").asText()).isEqualTo("per user");
      assertThat(fields.get("creationDate").isIntegralNumber()).isTrue();
      assertThat(fields.get("lastModified").isIntegralNumber()).isTrue();
    }
    assertThat(json(client.get(JOBS)).get("jobs").findValuesAsText("uniqueId"))
        .containsExactly(uniqueId);
  }

  @Test
  void jobsAreListedInCreationOrderAndMayShareAName() throws Exception {
    String first = json(client.create(job())).get("uniqueId").asText();
    String second = json(client.create(job())).get("uniqueId").asText();

    assertThat(json(client.get(JOBS)).get("jobs").findValuesAsText("uniqueId"))
        .containsExactly(first, second);
  }

  @Test
  void aProductListsOnlyItsOwnJobs() throws Exception {
    client.create(job());

    assertThat(json(client.get(JOBS.replace("2f1a", "3f1a"))).get("jobs")).isEmpty();
  }

  @Test
  void jobsSurviveARestart() throws Exception {
    String uniqueId = json(client.create(job())).get("uniqueId").asText();
    String ended = client.awaitEnd(uniqueId).toString();

    airlock.close();
    start();

    assertThat(json(client.get("/admin/airlytics/dataimport/" + uniqueId)).toString())
        .isEqualTo(ended);
    String next = json(client.create(job())).get("uniqueId").asText();
    assertThat(json(client.get(JOBS)).get("jobs").findValuesAsText("uniqueId"))
        .containsExactly(uniqueId, next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "2f1a0c1e", "not-a-uuid", "2f1a0c1e-6c1a-4d59-9c2b-0f7f3c3f9a1"})
  void aProductIdThatIsNotAUuidIsRefused(String productId) throws Exception {
    String path = "/admin/airlytics/products/" + productId + "/dataimport";

    assertRefused(client.post(path, job().toString()), 400, productId);
    assertRefused(client.get(path), 400, productId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 LTV", " LTV", "LTV-PROD", "LTV_PROD", "LTV/1", "LTVé", "LTV\n"})
  void aNameThatBreaksTheRuleIsRefused(String name) throws Exception {
    assertRefused(client.create(job().put("name", name)), 400, "'" + name + "'");
    assertThat(json(client.get(JOBS)).get("jobs")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "creator",
        "s3File",
        "targetTable",
        "overwrite",
        "devUsers",
        "affectedColumns"
      })
  void aMissingFieldIsNamed(String field) throws Exception {
    ObjectNode job = job();
    job.remove(field);

    assertRefused(client.create(job), 400, field);
    assertRefused(client.create(job.putNull(field)), 400, field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniqueId", "creationDate"})
  void aFieldOfTheServersOwnIsRefused(String field) throws Exception {
    assertRefused(client.create(job().put(field, "1")), 400, field);
  }

  @Test
  void allFindingsAreReportedAtOnce() throws Exception {
    ObjectNode job = job().put("name", "a_b").put("uniqueId", "1").put("s3File", "/tmp/file");
    job.remove("creator");
    job.putArray("affectedColumns").add(1);

    HttpResponse<String> refused = client.create(job);

    assertRefused(refused, 400, "a_b");
    assertThat(refused.body()).contains("uniqueId", "s3://bucket/key", "creator", "not a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[]", "null", "{\"name\": "})
  void aBodyThatIsNotAnObjectIsRefused(String body) throws Exception {
    assertRefused(client.post(JOBS, body), 400, "body");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    assertRefused(
        client.send(client.request(JOBS).POST(BodyPublishers.ofString(job().toString()))),
        415,
        "application/json");
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    assertRefused(client.get("/admin/airlytics/dataimport/" + PRODUCT), 400, PRODUCT);
    assertRefused(client.get("/admin/nothing"), 404, "/admin/nothing");
    assertRefused(client.send(client.request(JOBS).DELETE()), 405, "DELETE");
  }

  @Test
  void aJobThatCannotBeForwardedIsStoredAllTheSame() throws Exception {
    ImportJobs jobs = ImportJobs.open(folder.resolve("unforwarded"), Clock.systemUTC());
    AdminApi api =
        new AdminApi(
            new Sessions(Optional.empty(), Clock.systemUTC()),
            jobs,
            job -> {
              throw new IllegalStateException("no import service");
            });

    Answer answer =
        api.answer(
            new Request(
                "POST", JOBS, Optional.of("application/json"), Optional.empty(), job().toString()));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("no import service");
    Answer list = api.answer(new Request("GET", JOBS, Optional.empty(), Optional.empty(), ""));
    assertThat(list.body()).contains(job().get("name").asText()).doesNotContain("status");
  }

  @Test
  void aTakenPortIsNamed() {
    int port = airlock.baseUrl().getPort();

    assertThatThrownBy(() -> LocalAirlock.start(port, options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port);
  }

  private void start() throws IOException {
    airlock = LocalAirlock.start(0, options());
    client = new AdminClient(airlock.baseUrl());
  }

  private Options options() {
    return new Options(
        folder.resolve("jobs"),
        folder.resolve("runtime"),
        folder.resolve("objects"),
        "jdbc:postgresql://localhost:1/none",
        "users",
        Optional.empty());
  }
}
