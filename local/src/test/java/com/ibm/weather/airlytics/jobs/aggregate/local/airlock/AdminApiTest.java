package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.PRODUCT;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.assertRefused;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.job;
import static com.ibm.weather.airlytics.jobs.aggregate.local.airlock.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.airlock.LocalAirlock.Options;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API without a user DB: every import fails, but the API does not care. */
class AdminApiTest {

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
  void aProductListsOnlyItsOwnJobs() throws Exception {
    client.created(job());

    assertThat(new AdminClient(airlock.baseUrl(), PRODUCT.replace('a', 'b')).jobIds()).isEmpty();
  }

  @Test
  void jobsSurviveARestart() throws Exception {
    String uniqueId = client.created(job());
    String ended = client.awaitEnd(uniqueId).toString();

    airlock.close();
    start();

    assertThat(json(client.find(uniqueId)).toString()).isEqualTo(ended);
    String next = client.created(job());
    assertThat(client.jobIds()).containsExactly(uniqueId, next);
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
    assertRefused(client.post(client.jobsPath(), body), 400, "body");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    assertRefused(
        client.send(
            client.request(client.jobsPath()).POST(BodyPublishers.ofString(job().toString()))),
        415,
        "application/json");
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    assertRefused(client.find(PRODUCT), 400, PRODUCT);
    assertRefused(client.get("/admin/nothing"), 404, "/admin/nothing");
    assertRefused(client.send(client.request(client.jobsPath()).DELETE()), 405, "DELETE");
  }

  @Test
  void aJobThatTheImportServiceDoesNotTakeIsStoredWithoutAStatus() throws Exception {
    airlock.stopImports();

    assertRefused(client.create(job()), 500, "import service");

    JsonNode stored = json(client.find(client.jobIds().get(0)));
    assertThat(stored.get("name")).isEqualTo(job().get("name"));
    assertThat(stored.get("status").isNull()).isTrue();
  }

  @Test
  void anErrorInsideIsAnsweredWithAPage() throws Exception {
    Files.delete(folder.resolve("jobs"));

    HttpResponse<String> answer = client.create(job());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void whileTheServerStartsItIsUnavailable() throws Exception {
    String interrupted = client.awaitEnd(client.created(job())).get("uniqueId").asText();
    airlock.close();
    Path kept = folder.resolve("jobs/00000001.json");
    Files.writeString(kept, Files.readString(kept).replace("FAILED", "RUNNING"));
    AtomicReference<HttpResponse<String>> early = new AtomicReference<>();
    // The server asks for the time when it resumes an import, which is before it is ready.
    Clock clock =
        new SuppliedClock(
            () -> {
              if (early.get() == null) {
                early.set(found(interrupted));
              }
              return Instant.now();
            });

    airlock = LocalAirlock.start(airlock.baseUrl().getPort(), options(), clock);

    assertRefused(early.get(), 503, "starting");
    assertThat(client.find(interrupted).statusCode()).isEqualTo(200);
  }

  @Test
  void theNewestJobsOfAProductAreKeptAndOlderOnesUntilTheyHaveEnded() throws Exception {
    Path kept = folder.resolve("pruned");
    ImportRequest request = ImportRequest.parse(job().toString());
    ImportJobs jobs = ImportJobs.open(kept, Clock.systemUTC(), 2);
    ImportJob other = jobs.add("another product", request);
    ImportJob pending = jobs.add(PRODUCT, request);
    jobs.advance(pending.uniqueId(), ImportJob.Progress.PENDING);
    ImportJob ended = jobs.add(PRODUCT, request);
    ImportJob third = jobs.add(PRODUCT, request);
    ImportJob fourth = jobs.add(PRODUCT, request);

    for (ImportJobs seen : List.of(jobs, ImportJobs.open(kept, Clock.systemUTC(), 2))) {
      assertThat(seen.ofProduct(PRODUCT))
          .extracting(ImportJob::uniqueId)
          .containsExactly(pending.uniqueId(), third.uniqueId(), fourth.uniqueId());
      assertThat(seen.find(ended.uniqueId())).isEmpty();
      assertThat(seen.find(other.uniqueId())).isPresent();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    int port = airlock.baseUrl().getPort();

    assertThatThrownBy(() -> LocalAirlock.start(port, options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + port);
  }

  private HttpResponse<String> found(String uniqueId) {
    try {
      return client.find(uniqueId);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
