package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The execution inputs that schedules send and operators write, as JSON. */
@ExtendWith(S3Server.class)
class CheckLastDayInputTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL");

  private Installation installation;
  private LastDayCheck check;

  @BeforeEach
  void install(Bucket bucket) {
    installation = Installation.in(bucket);
    installation.aggregated(june(1), june(8));
    check = new LastDayCheck(installation);
  }

  @Test
  void aScheduleSendsTheTimeItWasDueAt() {
    JsonNode prepared =
        check.prepareFrom(
            """
            {
              "aggregation": "LTV",
              "product": "Hello World App",
              "environment": "PROD",
              "deployment": "INTERNAL",
              "time": "2021-06-11T03:00:00Z"
            }
            """);

    assertThat(prepared.at("/plan/run/id").asText()).isEqualTo("run-1");
    assertThat(prepared.at("/plan/run/lastDay").asText()).isEqualTo("2021-06-10");
    assertThat(prepared.at("/plan/missingDays").asInt()).isEqualTo(2);
    assertThat(texts(prepared.at("/plan/run/stages")))
        .containsExactly("DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb");
  }

  @Test
  void anOperatorAddsAStageAndADayToTheInputOfTheRunThatFailed() {
    JsonNode prepared =
        check.prepareFrom(
            """
            {
              "stage": "ExportCsv",
              "day": "2021-06-05",
              "aggregation": "LTV",
              "product": "Hello World App",
              "environment": "PROD",
              "deployment": "INTERNAL",
              "time": "2021-06-11T03:00:00Z"
            }
            """);

    assertThat(texts(prepared.at("/plan/run/stages"))).containsExactly("ExportCsv");
    assertThat(prepared.at("/plan/run/day").asText()).isEqualTo("2021-06-05");
    assertThat(prepared.at("/plan/run/redo").asBoolean()).isTrue();
  }

  @Test
  void aStageAndADayAloneAreAboutTheAggregationOfTheFunctionsEnvironment() {
    JsonNode prepared =
        new LastDayCheck(installation, VARIABLES)
            .prepareFrom(
                """
                {"stage": "ExportCsv", "day": "2021-06-05"}
                """);

    assertThat(texts(prepared.at("/plan/run/stages"))).containsExactly("ExportCsv");
    assertThat(prepared.at("/plan/run/day").asText()).isEqualTo("2021-06-05");
    assertThat(prepared.at("/plan/run/aggregation/product").asText()).isEqualTo("Hello World App");
    assertThat(prepared.at("/plan/run/lastDay").asText())
        .as("the day before the start")
        .isEqualTo("2021-06-30");
  }

  @Test
  void daysToDoAgainAloneAreAboutTheAggregationOfTheFunctionsEnvironment() {
    JsonNode prepared =
        new LastDayCheck(installation, VARIABLES)
            .prepareFrom(
                """
                {"reprocess": "2021-06-01..2021-06-05"}
                """);

    assertThat(prepared.at("/plan/asked").toString())
        .isEqualTo("[{\"from\":\"2021-06-01\",\"to\":\"2021-06-05\"}]");
    assertThat(prepared.at("/plan/run/redo").asBoolean()).isFalse();
    assertThat(prepared.at("/plan/run/aggregation/product").asText()).isEqualTo("Hello World App");
    assertThat(prepared.at("/plan/run/lastDay").asText())
        .as("the day before the start")
        .isEqualTo("2021-06-30");
  }

  @Test
  void anOperatorMayNameTheRunDateWhateverTheTime() {
    JsonNode prepared =
        check.prepareFrom(
            """
            {
              "aggregation": "LTV",
              "product": "Hello World App",
              "environment": "PROD",
              "deployment": "INTERNAL",
              "time": "2021-06-11T03:00:00Z",
              "today": "2021-06-10",
              "stage": null
            }
            """);

    assertThat(prepared.at("/plan/run/lastDay").asText()).isEqualTo("2021-06-09");
  }

  @Test
  void aStateMachineThatStartsThisOneLeavesItsMark() {
    JsonNode prepared =
        check.prepareFrom(
            """
            {
              "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": "arn:aws:states:::execution:parent:1",
              "aggregation": "LTV",
              "product": "Hello World App",
              "environment": "PROD",
              "deployment": "INTERNAL",
              "time": "2021-06-11T03:00:00Z"
            }
            """);

    assertThat(prepared.at("/plan/run/lastDay").asText()).isEqualTo("2021-06-10");
  }
}
