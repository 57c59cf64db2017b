package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class AlarmCheckTest extends CheckTest {

  AlarmCheckTest() {
    super(new AlarmCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  ExecutionFailedAlarm:")
            .replace("MetricName: ExecutionsFailed", "MetricName: ExecutionFailed")
            .isFound(
                "ExecutionFailedAlarm looks at ExecutionFailed of AWS/States, which nobody writes"),
        template("  RejectedValuesAlarm:")
            .replace("MetricName: RejectedValues", "MetricName: Rejected")
            .isFound(
                "RejectedValuesAlarm looks at Rejected of Airlytics/airlytics-event-aggregator, which nobody writes"),
        template("  RejectedValuesAlarm:")
            .replace("!Sub Airlytics/${AWS::StackName}", "Airlytics")
            .isFound(
                "RejectedValuesAlarm looks at RejectedValues of Airlytics, which nobody writes"),
        scheduleTemplate("  FreshnessAlarm:")
            .replace("        - { Name: Deployment, Value: !Ref Deployment }\n", "")
            .isFound("FreshnessAlarm looks at RunsDone by"),
        template("  ExecutionAbortedAlarm:")
            .replace("Value: !Ref StateMachine", "Value: !Ref AWS::StackName")
            .isFound("which is not this stack"),
        template("  BytesScannedAlarm:")
            .replace("Value: DML", "Value: dml")
            .isFound("BytesScannedAlarm looks at ProcessedBytes of QueryType dml"),
        template("  FreshnessAlarm:")
            .replace("EvaluationPeriods: 36", "EvaluationPeriods: 200")
            .isFound("FreshnessAlarm looks at 200 periods of 3600 s"),
        template("  FreshnessAlarm:")
            .replace("DatapointsToAlarm: 36", "DatapointsToAlarm: 37")
            .isFound("FreshnessAlarm waits for more periods than it looks at"),
        template("  ExecutionFailedAlarm:")
            .replace(
                "      AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]\n",
                "")
            .isFound("ExecutionFailedAlarm tells \"\", not"),
        template("  ScheduleFailedAlarm:")
            .replace("      TreatMissingData: notBreaching", "      Unit: Count")
            .isFound("ScheduleFailedAlarm does not say what missing data mean"));
  }
}
