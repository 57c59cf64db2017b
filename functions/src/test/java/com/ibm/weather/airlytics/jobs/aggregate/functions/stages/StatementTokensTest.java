package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Athena answers a token that it knows with the old execution, even with one that failed. */
@ExtendWith(S3Server.class)
class StatementTokensTest {

  private static final Map<String, String> INPUT =
      Map.of(
          "aggregation", "LTV",
          "environment", "PROD",
          "product", "Hello World App",
          "deployment", "INTERNAL",
          "time", "2021-06-11T03:00:00Z");

  @Test
  void areUniqueForEveryStatementOfEveryAttemptAtEveryStage(Bucket first, Bucket second) {
    List<JsonNode> statements = new ArrayList<>();
    for (Bucket bucket : List.of(first, second)) {
      Installation installation =
          Installation.in(bucket, json -> json.put("sourcePartitions", 250));
      installation.aggregated(june(1), june(10));
      installation.publishedAll(june(10));
      statements.addAll(attemptAtAllStages(installation));
    }

    assertThat(statements).hasSize(2 * (2 + 2 + 8 + 17 + 32));
    assertThat(statements)
        .extracting(statement -> statement.path("token").asText())
        .doesNotHaveDuplicates()
        .allSatisfy(token -> assertThat(token).hasSizeBetween(32, 128).matches("[a-z0-9-]+"));
    assertThat(statements)
        .extracting(statement -> statement.path("name").asText())
        .allSatisfy(name -> assertThat(name).isNotBlank());
  }

  private static List<JsonNode> attemptAtAllStages(Installation installation) {
    Bucket bucket = installation.bucket();
    Lambda windows =
        new Lambda(new WindowAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()));
    Map<String, Run> run = Map.of("run", installation.run(june(10), leftovers()));
    List<JsonNode> statements = new ArrayList<>();

    statements.addAll(
        Lambda.statements(
            new Lambda(new ExportCsvHandler(bucket.dataLake(), FakeAthena.withoutQueries()))
                .invoke("prepare", run)));
    installation.unaggregated(june(10));
    statements.addAll(
        Lambda.statements(
            new Lambda(
                    new CheckLastDayHandler(
                        bucket.dataLake(),
                        aggregation -> installation.configuration(),
                        FakeAthena.withoutQueries()))
                .invoke(
                    "prepare",
                    Map.of(
                        "executionName",
                        "run-1",
                        "startTime",
                        "2021-07-01T00:00:00Z",
                        "workGroup",
                        "primary",
                        "input",
                        INPUT))));
    statements.addAll(
        Lambda.statements(
            new Lambda(new DailyAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()))
                .invoke("prepare", Map.of("run", run.get("run"), "day", june(10).toString()))));
    installation.aggregatedAgain(june(10));
    JsonNode prepared = windows.invoke("prepare", run);
    new WindowStage(installation).write(prepared);
    statements.addAll(Lambda.statements(prepared));
    statements.addAll(
        Lambda.statements(
            windows.invoke(
                "publish", Map.of("run", run.get("run"), "plan", prepared.path("plan")))));
    return statements;
  }

  private static String[] leftovers() {
    return IntStream.range(0, 12)
        .mapToObj("airlytics_aggregations_ltv_helloworld_prod_7d_tmp_20210609_%08x"::formatted)
        .toArray(String[]::new);
  }
}
