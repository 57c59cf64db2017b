package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of the import of June 10th, with 17 users, after it was asked for. */
@ExtendWith(S3Server.class)
class ImportFollowTest {

  private static final String ASKED =
      "\"LTV Hello World App PROD 20210610\" into ad_impressions asked for as job job-1";

  private AirlockServer airlock;
  private Bucket bucket;
  private ImportStage stage;
  private JsonNode plan;

  @BeforeEach
  void install(Bucket bucket) throws IOException {
    this.bucket = bucket;
    this.airlock = AirlockServer.start();
    waitAtMost(60);
  }

  private void waitAtMost(int minutes) {
    stage = ImportStage.of(bucket, airlock, json -> json.put("importWaitMinutes", minutes));
    plan = stage.prepare();
  }

  @AfterEach
  void stop() {
    airlock.close();
  }

  @Test
  void theRowsThatWereImportedAreComparedWithTheCsv() {
    JsonNode progress = start();
    airlock.jobs().get(0).put("status", "COMPLETED").put("successfulImports", 17);

    JsonNode done = follow(progress);

    assertThat(done.path("finished").asBoolean()).isTrue();
    assertThat(done.path("outcome"))
        .isEqualTo(
            Json.tree(
                Json.write(
                    new StageOutcome(
                        Stage.IMPORT_TO_USER_DB, june(10), 17, ASKED + ": 17 rows imported")),
                "expected"));
  }

  @Test
  void otherRowsThanTheCsvHasAreReported() {
    JsonNode progress = start();
    airlock.jobs().get(0).put("status", "COMPLETED").put("successfulImports", 16);

    assertThat(follow(progress).path("outcome").path("rows").asLong()).isEqualTo(16);
    assertThat(follow(progress).at("/outcome/message").asText())
        .isEqualTo(ASKED + ": 16 rows imported, but the CSV has 17");
  }

  @Test
  void aFailureIsToldInTheServersWords() {
    JsonNode progress = start();
    airlock.jobs().get(0).put("status", "FAILED").put("detailedMessage", "column d7 is unknown");

    assertThatThrownBy(() -> follow(progress))
        .isInstanceOf(ImportFailedException.class)
        .hasMessage(
            "ImportToUserDb of 2021-06-10: "
                + ASKED
                + ": job job-1 failed: column d7 is unknown; the table is as it was. Mend that, and"
                + " run ImportToUserDb for the day again: it asks for another import");
    assertThat(airlock.jobs()).hasSize(1);
  }

  @Test
  void thePausesGrowToAMinuteAndEndAtTheLimit() {
    waitAtMost(3);
    JsonNode progress = start();
    List<Integer> pauses = new ArrayList<>();
    for (JsonNode next = progress; next.path("waitedSeconds").asInt() < 180; next = follow(next)) {
      pauses.add(next.path("waitSeconds").asInt());
      if (pauses.stream().mapToInt(Integer::intValue).sum() == 180) {
        JsonNode last = next;
        assertThatThrownBy(() -> follow(last))
            .isInstanceOf(ImportFailedException.class)
            .hasMessage(
                "ImportToUserDb of 2021-06-10: "
                    + ASKED
                    + " (not begun) after 3 minutes (importWaitMinutes). The import may still"
                    + " finish: look at "
                    + airlock.baseUrl()
                    + "/admin/airlytics/dataimport/job-1, or run ImportToUserDb for the day again,"
                    + " which waits for it");
        break;
      }
    }
    assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 32, 60, 57);
  }

  @Test
  void nothingIsWaitedForWhereTheConfigurationSaysSo() {
    waitAtMost(0);

    JsonNode progress = start();

    assertThat(progress.path("finished").asBoolean()).isTrue();
    assertThat(progress.at("/outcome/rows").asLong()).isEqualTo(17);
    assertThat(progress.at("/outcome/message").asText()).isEqualTo(ASKED + " (not begun)");
  }

  @Test
  void aJobThatAirlockHasForgottenIsUnknownAndNotFailed() {
    JsonNode progress = start();
    airlock.jobs().clear();

    JsonNode done = follow(progress);

    assertThat(done.path("finished").asBoolean()).isTrue();
    assertThat(done.at("/outcome/message").asText())
        .startsWith(ASKED + ", which Airlock does not know any more: whether it was imported");
  }

  @Test
  void aServerThatDoesNotAnswerForAWhileIsWaitedFor() {
    JsonNode progress = start();
    airlock.close();

    JsonNode waiting = follow(progress);

    assertThat(waiting.path("finished").asBoolean()).isFalse();
    assertThat(waiting.at("/outcome/message").asText())
        .startsWith(ASKED + " (GET " + airlock.baseUrl())
        .contains("got no answer");
  }

  @Test
  void aServerThatRefusesIsNotWaitedFor() {
    JsonNode progress = start();
    airlock.answer(401, "{\"error\": \"no permission\"}");

    assertThatThrownBy(() -> follow(progress))
        .isInstanceOf(AirlockException.class)
        .hasMessageContaining("answered 401: {\"error\": \"no permission\"}");
  }

  private JsonNode start() {
    return stage.start(plan);
  }

  private JsonNode follow(JsonNode progress) {
    return stage.follow(plan, progress);
  }
}
