package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class FreshnessCheckTest extends CheckTest {

  FreshnessCheckTest() {
    super(new FreshnessCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  FreshnessAlarm:")
            .replace(
                "{ Name: Product, Value: !Ref Product }",
                "{ Name: Product, Value: !Ref Aggregation }")
            .isFound("FreshnessAlarm and Schedule are of another Product"),
        template("  FreshnessAlarm:")
            .replace("TreatMissingData: breaching", "TreatMissingData: missing")
            .isFound("FreshnessAlarm does not ring"),
        scheduleTemplate("  FreshnessAlarm:")
            .replace("Period: 3600", "Period: 7200")
            .isFound("FreshnessAlarm does not ring"),
        scheduleTemplate("  FreshnessAlarm:")
            .replace("!If [IsScheduled, true, false]", "true")
            .isFound("FreshnessAlarm tells somebody while the schedule is DISABLED"));
  }
}
