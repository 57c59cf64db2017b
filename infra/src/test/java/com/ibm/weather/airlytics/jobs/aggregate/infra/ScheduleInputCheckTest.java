package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class ScheduleInputCheckTest extends CheckTest {

  ScheduleInputCheckTest() {
    super(new ScheduleInputCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  Schedule:")
            .replace("\"aggregation\": ", "\"name\": ")
            .isFound("Schedule: CheckLastDay refuses its input"),
        template("  Schedule:")
            .replace("\"${Product}\"", "\"${Environment}\"")
            .isFound("Schedule: CheckLastDay refuses its input: there is no configuration"),
        scheduleTemplate("  Schedule:")
            .replace("<aws.scheduler.scheduled-time>", "<aws.scheduler.execution-id>")
            .isFound("Schedule: CheckLastDay refuses its input"),
        scheduleTemplate("  Schedule:")
            .replace("\"deployment\": \"${Deployment}\",", "\"deployment\": \"${Deployment}\"")
            .isFound("Schedule: CheckLastDay refuses its input"),
        template("  Schedule:")
            .replace("<aws.scheduler.scheduled-time>", "2021-06-29T03:00:00Z")
            .isFound("Schedule: the run is of"));
  }
}
