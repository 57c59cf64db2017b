package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.Failure;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void showsTheMessageOfAFunction() {
    assertThat(text("{\"errorMessage\": \"12 users, but 0 files\", \"errorType\": \"E\"}"))
        .isEqualTo("12 users, but 0 files");
  }

  @Test
  void showsAFailedQueryWithItsSqlIndented() {
    assertThat(
            text(
                """
                {"QueryExecutionId": "7c1e", "Query": "SELECT 1\\nFROM t",
                 "Status": {"State": "FAILED", "StateChangeReason": "TABLE_NOT_FOUND: t"}}
                """))
        .isEqualTo(
            """
            the query 7c1e ended as FAILED: TABLE_NOT_FOUND: t
              SELECT 1
              FROM t""");
  }

  @Test
  void saysSoWhenAthenaGaveNoReason() {
    assertThat(
            text(
                """
                {"QueryExecutionId": "7c1e", "Query": "SELECT 1", "Status": {"State": "CANCELLED"}}
                """))
        .isEqualTo("the query 7c1e ended as CANCELLED: no reason given\n  SELECT 1");
  }

  @Test
  void showsAnyOtherCauseAsItIs() {
    assertThat(text("PrepareDay took longer than 900 seconds"))
        .isEqualTo("States.Example: PrepareDay took longer than 900 seconds");
    assertThat(text("{\"half\": ")).isEqualTo("States.Example: {\"half\": ");
    assertThat(text("")).isEqualTo("States.Example: ");
  }

  private static String text(String cause) {
    return FailureText.of(new Failure("States.Example", cause, StatePath.ROOT));
  }
}
