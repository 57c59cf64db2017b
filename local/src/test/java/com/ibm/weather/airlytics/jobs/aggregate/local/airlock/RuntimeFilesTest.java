package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The season's files over HTTP, where {@code AirlockDefaults.json} says they are. */
class RuntimeFilesTest {

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalAirlock airlock;
  private String season;

  @BeforeEach
  void start() throws IOException {
    airlock =
        LocalAirlock.start(
            0,
            new LocalAirlock.Options(
                folder.resolve("jobs"),
                folder.resolve("runtime"),
                folder.resolve("objects"),
                "jdbc:postgresql://localhost:1/none",
                "users",
                Optional.empty()));
    JsonNode defaults = Json.MAPPER.readTree(Files.readString(airlock.defaultsFile()));
    season =
        "%sseasons/%s/%s/"
            .formatted(
                defaults.path("devS3Path").asText(),
                defaults.path("productId").asText(),
                defaults.path("seasonId").asText());
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void areServedAsTheyAre() throws Exception {
    Files.writeString(airlock.season().resolve("AirlockRuntimePRODUCTION.json"), "{\"ü\": 1}");
    Files.writeString(airlock.season().resolve("AirlockUtilitiesPRODUCTION.txt"), "");

    assertThat(get("AirlockRuntimePRODUCTION.json").body()).isEqualTo("{\"ü\": 1}");
    assertThat(get("AirlockUtilitiesPRODUCTION.txt").statusCode()).isEqualTo(200);
    assertThat(get("AirlockUtilitiesPRODUCTION.txt").body()).isEmpty();
  }

  @Test
  void areMissing() throws Exception {
    assertThat(get("AirlockRuntimeDEVELOPMENT.json").statusCode()).isEqualTo(404);
    assertThat(get("").statusCode()).isEqualTo(404);
  }

  @Test
  void areNotLookedForOutsideTheirFolder() throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    assertThat(get("../../../../secret.txt").statusCode()).isEqualTo(404);
    assertThat(get("%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt").statusCode()).isEqualTo(404);
  }

  @Test
  void canOnlyBeRead() throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(season + "AirlockDefaults.json"))
            .PUT(BodyPublishers.ofString("{}"))
            .build();
    assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String name) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(season + name)).build(), BodyHandlers.ofString());
  }
}
