package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class EnvironmentCheckTest extends CheckTest {

  EnvironmentCheckTest() {
    super(new EnvironmentCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  CheckLastDayFunction:")
            .replace("AIRLYTICS_CONFIGURATION_URI:", "AIRLYTICS_CONFIGURATION:")
            .isFound("CheckLastDayFunction is given"),
        template("  ExportCsvFunction:")
            .replace("AIRLYTICS_METRICS_NAMESPACE:", "AIRLYTICS_METRICS:")
            .isFound("ExportCsvFunction is given [AIRLYTICS_METRICS], but reads"));
  }
}
