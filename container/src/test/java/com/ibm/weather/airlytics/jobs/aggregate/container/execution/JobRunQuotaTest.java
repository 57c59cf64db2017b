package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.QuotaUse;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of the quotas of Step Functions, which hold in the container too. */
class JobRunQuotaTest {

  private final Log log = Log.captureDebug();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void aRunTellsHowNearItCameToTheQuotas() {
    JobResult result = JobRuns.run(new FakeFunctions("2021-06-30"), Script.succeeds());

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("DEBUG In Step Functions: "))
        .singleElement()
        .asString()
        .matches(
            ".*: \\d+ history events and at most \\d+ in each of 1 child executions, of 25,000;"
                + " the largest payload is the .* of .*, \\d+ bytes, of 262,144");
    assertThat(result.quotaUse()).isPresent();
  }

  @Test
  void aBackfillOfTwoThousandDaysHasNoMoreEventsInTheHistoryOfTheRunThanOneDay() {
    LocalDate lastDay = LocalDate.of(2021, 6, 30);
    QuotaUse day = quotaUse(lastDay.toString());
    QuotaUse days =
        quotaUse(
            lastDay
                .minusDays(1_999)
                .datesUntil(lastDay.plusDays(1))
                .map(LocalDate::toString)
                .toArray(String[]::new));

    assertThat(days.childExecutions()).isEqualTo(2_000);
    assertThat(days.historyEvents()).isEqualTo(day.historyEvents()).isLessThan(500);
    assertThat(days.mostChildHistoryEvents())
        .isEqualTo(day.mostChildHistoryEvents())
        .isLessThan(500);
  }

  @Test
  void anAnswerThatIsTooLargeFailsTheRunAtOnceAndSaysWhatToDo() {
    AtomicInteger answers = new AtomicInteger();
    FakeFunctions functions =
        new FakeFunctions("2021-06-30")
            .on(
                "ExportCsv complete",
                request -> {
                  answers.incrementAndGet();
                  return "{\"message\": \"%s\"}".formatted("x".repeat(262_144));
                });

    JobResult result = JobRuns.run(functions, Script.succeeds());

    assertThat(result.exitCode()).isEqualTo(JobResult.FAILED);
    assertThat(answers).hasValue(1);
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("ERROR "))
        .singleElement()
        .asString()
        .startsWith("ERROR ExportCsv of 2021-06-30 (CompleteCsv) failed: States.DataLimitExceeded")
        .matches(".* The result of ExportCsv\\[0]/CompleteCsv is 262\\d{3} bytes as JSON, .*")
        .endsWith(
            "more than the 262144 that Step Functions allows. Pass fewer items at a time, or leave"
                + " the data in S3 and pass where it is");
  }

  private static QuotaUse quotaUse(String... days) {
    return JobRuns.run(new FakeFunctions(days), Script.succeeds()).quotaUse().orElseThrow();
  }
}
