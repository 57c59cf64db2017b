package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class StartCheckTest extends CheckTest {

  StartCheckTest() {
    super(new StartCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  CheckLastDayFunction:")
            .replace("AIRLYTICS_CONFIGURATION_URI:", "AIRLYTICS_CONFIGURATION:")
            .isFound("CheckLastDayFunction does not start"));
  }
}
