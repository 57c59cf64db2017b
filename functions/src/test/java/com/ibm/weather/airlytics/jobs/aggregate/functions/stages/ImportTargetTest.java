package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of the same file into one target and another. */
@ExtendWith(S3Server.class)
class ImportTargetTest {

  private AirlockServer airlock;
  private Bucket bucket;

  @BeforeEach
  void importOnce(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    stage(json -> {}).run();
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  private ImportStage stage(Consumer<ObjectNode> change) {
    return ImportStage.of(bucket, airlock, change);
  }

  @ParameterizedTest
  @CsvSource({"importTargetTable, other", "airlockProductId, 67890"})
  void anImportIntoAnotherTargetIsAskedForAgain(String key, String value) {
    stage(json -> json.put(key, value)).run();

    assertThat(airlock.jobs()).hasSize(2);
  }

  @Test
  void anImportIsKnownUnderAnotherAddressOfTheServer() {
    String other = airlock.baseUrl().replace("127.0.0.1", "localhost");

    assertThat(stage(json -> json.put("airlockApiBaseUrl", other)).run().path("message").asText())
        .contains("was asked for before as job job-1");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void anImportIntoAnotherAirlockIsAskedForAgain() throws IOException {
    try (AirlockServer other = AirlockServer.start()) {
      ImportStage.of(bucket, other, json -> {}).run();

      assertThat(other.jobs()).hasSize(1);
    }
  }

  @Test
  void anImportOfTheDevelopmentUsersDoesNotStandForTheOther() {
    stage(json -> json.put("devUsers", true)).run();

    assertThat(airlock.jobs())
        .extracting(job -> job.path("devUsers").asBoolean())
        .containsExactly(false, true);
  }
}
