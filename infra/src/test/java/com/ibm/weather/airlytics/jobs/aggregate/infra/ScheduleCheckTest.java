package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class ScheduleCheckTest extends CheckTest {

  ScheduleCheckTest() {
    super(new ScheduleCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("\n  ScheduleExpression:")
            .replace("cron(0 3 * * ? *)", "cron(0 3 * * * *)")
            .isFound("Schedule: cron(0 3 * * * *) is no expression of Scheduler"),
        scheduleTemplate("\n  ScheduleExpression:")
            .replace("cron(0 3 * * ? *)", "cron(0 25 * * ? *)")
            .isFound("Schedule: cron(0 25 * * ? *) is no expression of Scheduler"),
        template("\n  ScheduleTimeZone:")
            .replace("Default: UTC", "Default: Europe/Bonn")
            .isFound("Schedule: there is no time zone \"Europe/Bonn\""),
        template("\n  ScheduleFlexibleMinutes:")
            .replace("Default: 15", "Default: 0")
            .isFound("Schedule: a window FLEXIBLE of"),
        template("  Schedule:")
            .replace("MaximumRetryAttempts: 20", "MaximumRetryAttempts: 200")
            .isFound("Schedule: a retry policy"),
        template("  Schedule:")
            .replace("Arn: !Ref StateMachine", "Arn: !GetAtt CheckLastDayFunction.Arn")
            .isFound("Schedule/Target/Arn is \"arn:aws:lambda:"),
        scheduleTemplate("  Schedule:")
            .replace("-ScheduleRoleArn", "-StateMachineArn")
            .isFound("Schedule/Target/RoleArn is"),
        template("  ScheduleRole:")
            .replace("sqs:SendMessage", "sqs:ReceiveMessage")
            .isFound("ScheduleRole does not allow sqs:SendMessage"),
        template("  ScheduleRole:")
            .replace("!GetAtt ScheduleGroup.Arn", "!GetAtt Schedule.Arn")
            .isFound("ScheduleRole trusts schedules of"),
        template("  ScheduleDeadLetters:")
            .replace("SqsManagedSseEnabled: true", "SqsManagedSseEnabled: false")
            .isFound("ScheduleDeadLetters is not encrypted"));
  }
}
