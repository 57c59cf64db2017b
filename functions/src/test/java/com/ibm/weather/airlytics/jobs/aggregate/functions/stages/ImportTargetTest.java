package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of the same file into one target and another. */
@ExtendWith(S3Server.class)
class ImportTargetTest {

  private static final CsvMarker CSV =
      new CsvMarker("s3://imports/ltv_20210610/file.gz", 17, List.of(), "", true);

  private AirlockServer airlock;
  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    this.installation =
        Installation.in(bucket, json -> json.put("airlockApiBaseUrl", airlock.baseUrl()));
    exported(CSV);
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"importTargetTable", "airlockProductId"})
  void anImportIntoAnotherTargetIsAskedForAgain(String key) {
    run();
    installation =
        Installation.in(
            bucket,
            json ->
                json.put("airlockApiBaseUrl", airlock.baseUrl())
                    .put(key, key.equals("importTargetTable") ? "other" : "67890"));

    run();

    assertThat(airlock.jobs()).hasSize(2);
  }

  @Test
  void anImportIsKnownUnderAnotherAddressOfTheServer() {
    run();
    installation =
        Installation.in(
            bucket,
            json ->
                json.put("airlockApiBaseUrl", airlock.baseUrl().replace("127.0.0.1", "localhost")));

    assertThat(run().path("message").asText()).contains("was asked for before as job job-1");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void anImportIntoAnotherAirlockIsAskedForAgain() throws IOException {
    run();
    try (AirlockServer other = AirlockServer.start()) {
      installation =
          Installation.in(bucket, json -> json.put("airlockApiBaseUrl", other.baseUrl()));

      run();

      assertThat(other.jobs()).hasSize(1);
    }
  }

  @Test
  void anImportOfTheDevelopmentUsersDoesNotStandForTheOther() {
    run();
    installation =
        Installation.in(
            bucket, json -> json.put("airlockApiBaseUrl", airlock.baseUrl()).put("devUsers", true));

    run();

    assertThat(airlock.jobs())
        .extracting(job -> job.path("devUsers").asBoolean())
        .containsExactly(false, true);
  }

  private void exported(CsvMarker csv) {
    bucket.put(installation.csvMarker(june(10)), Json.write(csv));
  }

  private JsonNode run() {
    Run run = installation.run(june(10));
    return start(run, prepare(run));
  }

  private JsonNode prepare(Run run) {
    return lambda().invoke("prepare", Map.of("run", run));
  }

  private JsonNode start(Run run, JsonNode prepared) {
    return lambda()
        .invoke("start", Map.of("run", run, "plan", prepared.path("plan")))
        .path("outcome");
  }

  private Lambda lambda() {
    return new Lambda(new ImportToUserDbHandler(bucket.dataLake(), Optional.empty()));
  }
}
