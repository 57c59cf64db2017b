package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionInput;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.ExecutionResult;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.LargestPayload;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.QuotaUse;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reporter makes of days that fail side by side. */
class RunReporterTest {

  private static final StatePath DAILY = StatePath.ROOT.state("DailyAggregation");

  private final Log log = Log.capture();
  private final RunReporter reporter = new RunReporter("run-1", FiguresListener.NONE);

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aRetryOfOneDayHidesNotThatAnotherFailedForGood() {
    enter(3, "2021-06-05");
    enter(4, "2021-06-06");
    Failure lost = failure(3, "disk full");
    reporter.iterationEnded(DAILY.iteration(3), Duration.ZERO, Optional.of(lost));
    reporter.retryScheduled(
        DAILY.iteration(4).state("AggregateDay"),
        failure(4, "throttled"),
        1,
        Duration.ofSeconds(2));
    assertThat(reporter.failure()).contains(lost);
    assertThat(log.lines())
        .containsExactly(
            "WARN DailyAggregation of 2021-06-06 (AggregateDay) is tried again in 2.0 s (retry 1):"
                + " DailyAggregation of 2021-06-06 (DayStatement): throttled");
  }

  @Test
  void theFirstFailureOfSeveralDaysIsTheOneReported() {
    Failure first = failure(3, "disk full");
    reporter.iterationEnded(DAILY.iteration(3), Duration.ZERO, Optional.of(first));
    reporter.iterationEnded(DAILY.iteration(2), Duration.ZERO, Optional.empty());
    reporter.iterationEnded(DAILY.iteration(4), Duration.ZERO, Optional.of(failure(4, "later")));
    assertThat(reporter.failure()).contains(first);
  }

  @Test
  void aThrottledStatementNamesItsPlaceOnce() {
    enter(4, "2021-06-06");
    StatePath statement = failure(4, "").path();
    reporter.retryScheduled(
        statement,
        new Failure("Athena.TooManyRequestsException", "slow down", statement),
        2,
        Duration.ofMillis(1_500));
    assertThat(log.lines())
        .containsExactly(
            "WARN DailyAggregation of 2021-06-06 (DayStatement) is tried again in 1.5 s (retry 2):"
                + " Athena.TooManyRequestsException: slow down");
  }

  @Test
  void aPlaceOutsideOfAllIterationsHasNoDay() {
    StageDays days = reporter.stageDays();
    assertThat(days.describe(StatePath.ROOT)).isEqualTo("the run");
    assertThat(days.options(StatePath.ROOT)).isEmpty();
    assertThat(days.describe(DAILY)).isEqualTo("DailyAggregation");
    assertThat(days.options(DAILY)).contains("--stage DailyAggregation");
  }

  @Test
  void aRunForTheDayOnWhichItStartsSaysHowTheAggregationIsDoing() {
    assertThat(figuresOf("{}")).containsExactly("1 missing", "all done up to 2021-06-30");
    assertThat(figuresOf("{\"today\": \"2021-07-01\"}")).hasSize(2);
  }

  @Test
  void aRunForAnEarlierDayLeavesWhatALaterOneSaid() {
    assertThat(figuresOf("{\"today\": \"2021-06-30\"}")).isEmpty();
  }

  /** What is told of a run that found one day missing and aggregated it. */
  private static List<String> figuresOf(String text) {
    List<String> told = new ArrayList<>();
    FiguresListener listener =
        new FiguresListener() {
          @Override
          public void daysMissing(int count) {
            told.add(count + " missing");
          }

          @Override
          public void allDone(LocalDate day) {
            told.add("all done up to " + day);
          }
        };
    RunReporter reporter = new RunReporter("run-1", listener);
    ExecutionInput input =
        new ExecutionInput("run-1", FrozenTime.NOW, Json.tree(text, "the input"));
    reporter.executionStarted(input);
    StatePath check = StatePath.ROOT.state("CheckLastDay");
    reporter.stateExited(
        check.iteration(0).state("PrepareCheck"),
        "Task",
        Duration.ZERO,
        Json.tree(
            """
            {"Payload": {"plan": {"run": {"redo": false}, "missingDays": 1}}}
            """,
            "the plan"));
    reporter.stateExited(
        check,
        "Map",
        Duration.ZERO,
        Json.tree(
            """
            [{"run": {"redo": false, "stages": ["DailyAggregation"], "day": "2021-06-30"},
              "days": ["2021-06-30"]}]
            """,
            "the opening"));
    reporter.executionEnded(
        input,
        new ExecutionResult(
            ExecutionResult.Status.SUCCEEDED,
            Optional.of(input.input()),
            Optional.empty(),
            new QuotaUse(2, 0, 0, new LargestPayload(2, "input", StatePath.ROOT))),
        Duration.ZERO);
    return told;
  }

  private void enter(int iteration, String day) {
    reporter.stateEntered(
        DAILY.iteration(iteration).state("AggregateDay"),
        "Map",
        Json.MAPPER.createObjectNode().put("day", day));
  }

  private static Failure failure(int iteration, String message) {
    StatePath statement =
        DAILY.iteration(iteration).state("AggregateDay").iteration(0).state("DayStatement");
    String cause = Json.MAPPER.createObjectNode().put("errorMessage", message).toString();
    return new Failure("java.lang.IllegalStateException", cause, statement);
  }
}
