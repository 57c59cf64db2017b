package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The imports that Airlock was asked for, as an administrator sees them. */
final class AirlockImports {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  AirlockImports(URI airlock, String product) {
    this.address = URI.create(airlock + "/admin/airlytics/products/" + product + "/dataimport");
  }

  /** The jobs, the newest first. */
  List<JsonNode> all() throws IOException, InterruptedException {
    String answer =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    List<JsonNode> jobs = new ArrayList<>();
    Json.MAPPER.readTree(answer).get("jobs").forEach(jobs::add);
    return jobs;
  }

  /** Waits until all have ended, which must be well. */
  void requireEndedWell() throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(LONGEST);
    List<JsonNode> jobs = all();
    while (jobs.stream()
        .anyMatch(job -> !job.path("status").asText().matches("COMPLETED|FAILED"))) {
      assertThat(Instant.now()).as("imports have not ended: %s", jobs).isBefore(limit);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      jobs = all();
    }
    assertThat(jobs)
        .allSatisfy(job -> assertThat(job.path("status").asText()).isEqualTo("COMPLETED"));
  }
}
