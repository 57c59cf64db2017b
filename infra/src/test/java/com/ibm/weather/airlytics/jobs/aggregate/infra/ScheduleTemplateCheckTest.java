package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;

import java.util.List;

class ScheduleTemplateCheckTest extends CheckTest {

  ScheduleTemplateCheckTest() {
    super(new ScheduleTemplateCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        scheduleTemplate("  Schedule:")
            .replace("MaximumRetryAttempts: 20", "MaximumRetryAttempts: 2")
            .isFound("Schedule/Target/RetryPolicy is"),
        scheduleTemplate("  Schedule:")
            .replace("\"deployment\": \"${Deployment}\",", "")
            .isFound("the schedules' inputs have the keys"),
        scheduleTemplate("  Schedule:")
            .replace("-ScheduleDeadLettersArn", "-StateMachineArn")
            .isFound("Schedule/Target/DeadLetterConfig is"),
        scheduleTemplate("  FreshnessAlarm:")
            .replace("EvaluationPeriods: 36", "EvaluationPeriods: 24")
            .isFound("FreshnessAlarm/EvaluationPeriods is"),
        scheduleTemplate("\n  ScheduleTimeZone:")
            .replace("Default: UTC", "Default: Europe/Berlin")
            .isFound("the templates differ in the Default of the parameter ScheduleTimeZone"));
  }
}
