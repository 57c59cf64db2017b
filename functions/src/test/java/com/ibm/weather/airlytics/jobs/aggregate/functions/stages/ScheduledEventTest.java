package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AwsEvent;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The event that an EventBridge rule sends on its schedule, where the last day is June 10th. */
@ExtendWith(S3Server.class)
class ScheduledEventTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AIRLYTICS_AGGREGATION", "LTV",
          "AIRLYTICS_ENVIRONMENT", "PROD",
          "AIRLYTICS_PRODUCT", "Hello World App",
          "AIRLYTICS_DEPLOYMENT", "INTERNAL");

  private Installation installation;

  @BeforeEach
  void install(Bucket bucket) {
    installation = Installation.in(bucket);
  }

  @Test
  void isAnExecutionInputAsItComes() {
    JsonNode prepared = check(ENVIRONMENT).prepareFrom(AwsEvent.documented().toString());

    assertThat(prepared.at("/plan/run/id").asText()).isEqualTo("run-1");
    assertThat(prepared.at("/plan/run/lastDay").asText()).isEqualTo("2021-06-10");
    assertThat(prepared.at("/plan/run/stages")).hasSize(4);
  }

  @Test
  void isTheOneThatAwsItselfReadsAndWrites() {
    ObjectNode written = AwsEvent.written(AwsEvent.read(AwsEvent.documented()));

    assertThat(written.path("detail-type")).isEqualTo(AwsEvent.documented().path("detail-type"));
    assertThat(check(ENVIRONMENT).prepareFrom(written.toString()).at("/plan"))
        .isEqualTo(check(ENVIRONMENT).prepareFrom(AwsEvent.documented().toString()).at("/plan"));
  }

  @Test
  void mayNameTheAggregationTheStageAndTheDayInItsDetail() {
    Map<String, String> other = new HashMap<>(ENVIRONMENT);
    other.put("AIRLYTICS_AGGREGATION", "Sessions");
    other.put("AIRLYTICS_PRODUCT", "");
    ObjectNode written =
        AwsEvent.written(
            AwsEvent.read(AwsEvent.documented())
                .withDetail(
                    Map.of(
                        "aggregation", "LTV",
                        "product", "Hello World App",
                        "stage", "ExportCsv",
                        "day", "2021-06-05")));

    JsonNode prepared = check(other).prepareFrom(written.toString());

    assertThat(texts(prepared.at("/plan/run/stages"))).containsExactly("ExportCsv");
    assertThat(prepared.at("/plan/run/day").asText()).isEqualTo("2021-06-05");
  }

  @Test
  void isRefusedWithBothPlacesWhereANameCanBe() {
    Map<String, String> some = new HashMap<>(ENVIRONMENT);
    some.remove("AIRLYTICS_AGGREGATION");
    some.put("AIRLYTICS_PRODUCT", " ");

    assertThatThrownBy(() -> check(some).prepareFrom(AwsEvent.documented().toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the event lacks aggregation, product: together they say which aggregation to run;"
                + " write them into its detail, or set the function's environment variables"
                + " AIRLYTICS_AGGREGATION, AIRLYTICS_PRODUCT");
  }

  @Test
  void isRefusedWithAllThatIsWrongInItsDetail() {
    ObjectNode event = AwsEvent.documented().put("time", "tomorrow");
    event.putObject("detail").put("stge", "ExportCsv").put("product", 5);

    assertThatThrownBy(() -> check(ENVIRONMENT).prepareFrom(event.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            the event has 3 mistakes:
              the event's product is 5; write a text in quotes
              the event's time is "tomorrow"; write a time as 2021-07-11T03:00:00Z
              the event's stge is unknown; did you mean stage?""");
  }

  @Test
  void isRefusedWithADetailOfAnotherKind() {
    ObjectNode event = AwsEvent.documented().put("detail", "{}");

    assertThatThrownBy(() -> check(ENVIRONMENT).prepareFrom(event.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the event's detail is \"{}\"; write a JSON object, which may be empty");
  }

  @Test
  void ofAnotherKindStartsNothing() {
    ObjectNode event =
        AwsEvent.documented().put("source", "aws.s3").put("detail-type", "Object Created");

    assertThatThrownBy(() -> check(ENVIRONMENT).prepareFrom(event.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input is the event \"Object Created\" of aws.s3; only a \"Scheduled Event\" of"
                + " aws.events starts a run");
  }

  @Test
  void completesNoPlainInputFromTheEnvironment() {
    assertThatThrownBy(() -> check(ENVIRONMENT).prepareFrom("{\"time\": \"2021-06-11T03:00:00Z\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input lacks aggregation, environment, product, deployment: together they say"
                + " which aggregation to run");
  }

  @Test
  void isPreparedButNotRunWhereTheRuleTargetsTheFunction() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    JsonNode prepared;
    try {
      prepared = check(ENVIRONMENT).invoke(AwsEvent.documented().toString());
    } finally {
      System.setOut(standard);
    }

    assertThat(prepared.at("/plan/run/id").asText())
        .isEqualTo("89d1a02d-5ec7-412e-82f5-13505f849b41");
    assertThat(prepared.at("/plan/run/lastDay").asText()).isEqualTo("2021-06-10");
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("89d1a02d-5ec7-412e-82f5-13505f849b41", "have the rule target the state machine");
  }

  private LastDayCheck check(Map<String, String> environment) {
    return new LastDayCheck(installation, environment);
  }
}
