package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The input that is refused where the history begins on June 1st and the last day is June 10th. */
@ExtendWith(S3Server.class)
class CheckLastDayRefusesTest {

  private LastDayCheck check;
  private Bucket bucket;
  private List<String> before;

  @BeforeEach
  void install(Bucket bucket) {
    Installation installation = Installation.in(bucket);
    installation.aggregated(june(1), june(2));
    check = new LastDayCheck(installation);
    this.bucket = bucket;
    before = bucket.keys("");
  }

  @AfterEach
  void nothingWasWritten() {
    assertThat(bucket.keys("")).isNotEmpty().isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExportCsv | 2021-06-11 | the day 2021-06-11 is not over yet; the newest that can be asked for is 2021-06-10
          ExportCsv | 2021-05-31 | the day 2021-05-31 is before historyStartDay, which is 2021-06-01
          ExportCsv | 2021-6-1 | the input's day is "2021-6-1"; write a day as yyyy-MM-dd
          ExportCsv | yesterday | the input's day is "yesterday"; write a day as yyyy-MM-dd
          Export | 2021-06-01 | unknown stage "Export"; the stages are CheckLastDay, DailyAggregation, WindowAggregation, ExportCsv, ImportToUserDb
          """)
  void aStageOrDayThatCannotBeIsRefused(String stage, String day, String message) {
    assertThatThrownBy(() -> check.prepare(Map.of("stage", stage, "day", day)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void aStageOfAHistoryThatHasNotBegunIsRefused() {
    check =
        new LastDayCheck(
            Installation.in(bucket, json -> json.put("historyStartDay", "2021-06-11")));

    assertThatThrownBy(() -> check.prepare(Map.of("stage", "WindowAggregation")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("before historyStartDay, which is 2021-06-11");
  }

  @Test
  void aRunDateInTheFutureIsRefused() {
    assertThatThrownBy(() -> check.prepare(Map.of("today", "2021-07-02")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the run date 2021-07-02 is in the future; the latest is 2021-07-01, the day of the"
                + " start");
  }

  @Test
  void aDayWithoutAStageIsRefused() {
    assertThatThrownBy(() -> check.prepare(Map.of("day", "2021-06-05")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the input has a day but no stage; name the stage to run for 2021-06-05");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2021-06-05..2021-06-11 | the day 2021-06-11 is not over yet; the newest that can be asked for is 2021-06-10
          2021-05-31..2021-06-05 | the day 2021-05-31 is before historyStartDay, which is 2021-06-01
          2021-06-05..2021-06-04 | the input's reprocess is "2021-06-05..2021-06-04"; write days as yyyy-MM-dd..yyyy-MM-dd, or one day
          last week | the input's reprocess is "last week"; write days as yyyy-MM-dd..yyyy-MM-dd, or one day
          """)
  void daysToDoAgainThatCannotBeAreRefused(String days, String message) {
    assertThatThrownBy(() -> check.prepare(Map.of("reprocess", days)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void daysToDoAgainAndAStageAreRefused() {
    assertThatThrownBy(
            () -> check.prepare(Map.of("reprocess", "2021-06-05", "stage", "DailyAggregation")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input has both a stage and reprocess, which goes through all stages; leave one of"
                + " them out");
  }

  @Test
  void allValuesThatSelectTheAggregationAreAskedForAtOnce() {
    assertThatThrownBy(
            () ->
                check.prepareFrom(
                    Map.of("time", "2021-06-11T03:00:00Z", "product", " ", "environment", "PROD")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input lacks aggregation, product, deployment: together they say which aggregation"
                + " to run");
  }

  @Test
  void aTimeThatIsMissingOrNoTimeIsRefused() {
    Map<String, Object> input = new HashMap<>(input(Map.of()));
    input.remove("time");
    assertThatThrownBy(() -> check.prepareFrom(input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input lacks time (the scheduled time, such as 2021-07-11T03:00:00Z): the last day"
                + " is the day before it");

    assertThatThrownBy(() -> check.prepare(Map.of("time", "3 o'clock")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the input's time is \"3 o'clock\"; write a time as 2021-07-11T03:00:00Z");
  }

  @Test
  void aTimeThatTheScheduleDidNotReplaceIsRefused() {
    assertThatThrownBy(() -> check.prepare(Map.of("time", "<aws.scheduler.scheduled-time>")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the time is still <aws.scheduler.scheduled-time>, which EventBridge Scheduler alone"
                + " replaces; write a time as 2021-07-11T03:00:00Z");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                check.prepareFrom(
                    """
                    {
                      "agregation": "LTV",
                      "environment": ["PROD"],
                      "product": "Hello World App",
                      "deployment": null,
                      "time": 1623380400,
                      "today": "2021-07-02",
                      "stage": {"name": "ExportCsv"},
                      "day": 20210605
                    }
                    """))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            the input has 7 mistakes:
              the input's environment is a JSON list; write a text in quotes
              the input lacks aggregation, deployment: together they say which aggregation to run
              the input's time is 1623380400; write a text in quotes
              the run date 2021-07-02 is in the future; the latest is 2021-07-01, the day of the start
              the input's stage is a JSON object; write a text in quotes
              the input's day is 20210605; write a text in quotes
              the input's agregation is unknown; did you mean aggregation?\
            """);
  }

  @Test
  void aWrongDayDoesNotHideThatItsStageIsMissing() {
    assertThatThrownBy(() -> check.prepare(Map.of("day", "yesterday")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            the input has 2 mistakes:
              the input's day is "yesterday"; write a day as yyyy-MM-dd
              the input has a day but no stage; name the stage to run for it\
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | a JSON list
          [{"aggregation": "LTV"}] | a JSON list
          "LTV" | "LTV"
          5 | 5
          null | null
          """)
  void anInputThatIsNoObjectIsRefused(String input, String described) {
    assertThatThrownBy(() -> check.prepareFrom(input))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input is %s; write a JSON object such as {\"aggregation\": \"LTV\", ...}"
                .formatted(described));
  }

  @Test
  void aRequestWithoutInputStartTimeOrWorkGroupIsRefused() {
    String prepare = "{\"phase\": \"prepare\", \"executionName\": \"run-1\"%s}";

    assertThatThrownBy(() -> check.invoke(prepare.formatted("")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the request for prepare is not understood")
        .hasMessageEndingWith("startTime is missing");
    assertThatThrownBy(
            () -> check.invoke(prepare.formatted(", \"startTime\": \"2021-07-01T00:00:00Z\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("workGroup is missing");
    assertThatThrownBy(
            () ->
                check.invoke(
                    prepare.formatted(
                        ", \"startTime\": \"2021-07-01T00:00:00Z\", \"workGroup\": \"primary\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the input is missing; write a JSON object");
  }

  @Test
  void aConfigurationOfAnotherRegionIsRefused() {
    LastDayCheck elsewhere =
        new LastDayCheck(check.installation(), Map.of("AWS_REGION", "us-east-1"));

    assertThatThrownBy(() -> elsewhere.prepare(Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the configuration's athenaRegion is eu-west-1, but the state machine and its queries"
                + " are in us-east-1; deploy the stack in eu-west-1, or correct athenaRegion");
    assertThatCode(
            () ->
                new LastDayCheck(check.installation(), Map.of("AWS_REGION", "eu-west-1"))
                    .prepare(Map.of()))
        .doesNotThrowAnyException();
  }
}
