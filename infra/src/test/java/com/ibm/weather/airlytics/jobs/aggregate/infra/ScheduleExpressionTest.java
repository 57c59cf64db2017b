package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 day)",
        "rate(24 hours)",
        "cron(0 3 * * ? *)",
        "cron(0/15 3,15 1 JAN-MAR ? 2026-2030)",
        "cron(30 6 ? * MON-FRI *)",
        "cron(0 0 L * ? *)",
        "cron(0 0 ? * 2#1 *)",
      })
  void takesWhatSchedulerTakes(String expression) {
    assertThat(ScheduleExpression.isValid(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 3 * * ? *",
        "rate(0 days)",
        "rate(1 week)",
        "cron(0 3 * * ?)",
        "cron(0 3 * * * *)",
        "cron(0 3 ? * ? *)",
        "cron(60 3 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 3 0 * ? *)",
        "cron(0 3 * 13 ? *)",
        "cron(0 3 ? * 8 *)",
        "cron(0 3 * * ? 1969)",
        "cron(0/0 3 * * ? *)",
        "cron(? 3 * * ? *)",
        "cron(0  3 * * ? *)",
      })
  void refusesWhatSchedulerRefuses(String expression) {
    assertThat(ScheduleExpression.isValid(expression)).isFalse();
  }
}
