package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More source partitions than one statement can write. */
@ExtendWith(S3Server.class)
class ManyPartitionsTest {

  /** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
  private static final int LARGEST_PAYLOAD = 256 * 1024;

  private Bucket bucket;
  private Installation installation;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket, json -> json.put("sourcePartitions", 250));
  }

  @Test
  void aDayIsWrittenInPartsSideBySide() {
    JsonNode prepared = prepareDay();

    assertThat(Lambda.names(prepared))
        .containsExactly(
            List.of("ReadEvents"),
            List.of("WriteDay 0-99", "WriteDay 100-199", "WriteDay 200-249"),
            List.of("DropDraft", "DropDay 0-99", "DropDay 100-199", "DropDay 200-249"));
    assertThat(Lambda.sql(prepared, "WriteDay 100-199"))
        .contains("/1d/draft/day=2021-06-10/parts/", "/100-199/", "_100\"");
  }

  @Test
  void thePartsOfADayAreJoinedAndRemoved() {
    JsonNode prepared = prepareDay();
    writeDay(prepared);
    String day = installation.dayKey(june(10));
    bucket.put(day + "partition=1/of-an-attempt-that-ended", "x");

    completeDay(prepared);

    assertThat(bucket.keys(day))
        .containsExactly(
            day + "partition=0/file", day + "partition=100/file", day + "partition=200/file");
    assertThat(bucket.keys("aggregations/ltv/HelloWorld/1d/draft/")).isEmpty();
  }

  @Test
  void whatIsLeftOfPartsIsNotJoinedAgain() {
    JsonNode prepared = prepareDay();
    writeDay(prepared);
    bucket.dataLake().delete(bucket.name(), totals(prepared));
    bucket.dataLake().delete(bucket.name(), part(prepared, 1) + "partition=100/file");

    assertThatThrownBy(() -> completeDay(prepared))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("no totals among the files");
    assertThat(bucket.keys(installation.dailyMarker(june(10)))).isEmpty();
  }

  @Test
  void aPartitionThatShouldNotBeThereIsFound() {
    JsonNode prepared = prepareDay();
    writeDay(prepared);
    bucket.put(part(prepared, 2) + "partition=250/file", "x");

    assertThatThrownBy(() -> completeDay(prepared))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("partitions [250], outside of 0 to 249; set sourcePartitions");
  }

  @Test
  void theStatementsOfAsManyWindowsAndPartitionsAsThereCanBeFitIntoAState() {
    installation = Installation.in(bucket, ManyPartitionsTest::asManyAsThereCanBe);
    installation.aggregated(june(1), june(20));
    for (int window = 0; window < 10; window++) {
      installation.published(window, installation.firstDay(window, june(19)), june(19), 1);
    }
    WindowStage stage = new WindowStage(installation);

    JsonNode prepared = stage.prepare(installation.run(june(20), installation.madeTables()));

    assertThat(Lambda.statements(prepared)).hasSize(100);
    assertThat(Lambda.sql(prepared, "WriteWindow d3 0-99")).contains("_history", "-CAST(");
    assertThat(prepared.toString().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(LARGEST_PAYLOAD);
  }

  private static void asManyAsThereCanBe(ObjectNode json) {
    json.put("sourcePartitions", 1000);
    ArrayNode windows = json.putArray("secondaryAggregations");
    for (int days = 3; days <= 12; days++) {
      windows
          .addObject()
          .put("aggregationWindowDays", days == 12 ? 36500 : days)
          .put("targetFolder", "/aggregations/ltv/HelloWorld/%dd/".formatted(days))
          .put("targetTable", "airlytics_aggregations_ltv_helloworld_prod_%dd".formatted(days));
    }
  }

  private JsonNode prepareDay() {
    return lambda()
        .invoke("prepare", Map.of("run", installation.run(june(10)), "day", "2021-06-10"));
  }

  private void completeDay(JsonNode prepared) {
    lambda()
        .invoke(
            "complete", Map.of("run", installation.run(june(10)), "plan", prepared.path("plan")));
  }

  private void writeDay(JsonNode prepared) {
    bucket.put(totals(prepared), "x");
    for (int part = 0; part < 3; part++) {
      bucket.put(part(prepared, part) + "partition=%d/file".formatted(100 * part), "x");
    }
  }

  private static String totals(JsonNode prepared) {
    return prepared.at("/plan/draft/prefix").asText()
        + "summary=totals.events-3.rejected-0.users-3.without_user-0/file";
  }

  private static String part(JsonNode prepared, int part) {
    return prepared.at("/plan/parts/%d/folder/prefix".formatted(part)).asText();
  }

  private Lambda lambda() {
    return new Lambda(new DailyAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()));
  }
}
