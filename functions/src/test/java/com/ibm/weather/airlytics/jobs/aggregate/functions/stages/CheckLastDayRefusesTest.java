package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.input;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The input that is refused where the history begins on June 1st and the last day is June 10th. */
@ExtendWith(S3Server.class)
class CheckLastDayRefusesTest {

  private LastDayCheck check;

  @BeforeEach
  void install(Bucket bucket) {
    check = new LastDayCheck(Installation.in(bucket));
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
  void aStageOfAHistoryThatHasNotBegunIsRefused(Bucket bucket) {
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
        .hasMessageContaining("the input lacks time");

    assertThatThrownBy(() -> check.prepare(Map.of("time", "<aws.scheduler.scheduled-time>")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the input's time is \"<aws.scheduler.scheduled-time>\"; write a time as"
                + " 2021-07-11T03:00:00Z");
  }
}
