package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class RoleCheckTest extends CheckTest {

  RoleCheckTest() {
    super(new RoleCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  ExportCsvFunction:")
            .replace("!GetAtt ExportCsvFunctionRole.Arn", "!GetAtt ImportToUserDbFunctionRole.Arn")
            .isFound("ExportCsvFunctionRole is the role of [], not of one"),
        template("  ExportCsvFunction:")
            .replace("!GetAtt ExportCsvFunctionRole.Arn", "!GetAtt ImportToUserDbFunctionRole.Arn")
            .isFound(
                "ImportToUserDbFunctionRole is the role of [ExportCsvFunction, ImportToUserDbFunction], not of one"),
        template("  ExportCsvFunction:")
            .replace("!GetAtt ExportCsvFunctionRole.Arn", "arn:aws:iam::123456789012:role/admin")
            .isFound("ExportCsvFunction has no role of this stack"),
        template("  ScheduleRole:")
            .replace("Service: scheduler.amazonaws.com", "Service: events.amazonaws.com")
            .isFound("ScheduleRole trusts [events.amazonaws.com]"),
        template("  DailyAggregationFunctionRole:")
            .replace("[s3:GetObject, s3:PutObject, s3:DeleteObject]", "s3:*")
            .isFound("DailyAggregationFunctionRole allows actions by a wildcard"),
        template("  ScheduleRole:")
            .replace("Resource: !GetAtt ScheduleDeadLetters.Arn", "Resource: \"*\"")
            .isFound("ScheduleRole allows sqs:SendMessage on *, which is too much"),
        template("  DailyAggregationFunctionRole:")
            .replace("s3:::${TargetLocation}*", "s3:::*")
            .isFound("which is too much: arn:aws:s3:::foreign/key"),
        template("  ExportCsvFunctionRole:")
            .replace("s3:::${CsvLocation}*", "s3:::airlytics-imports-internal/*")
            .isFound("which is too much: arn:aws:s3:::airlytics-imports-internal/foreign/key"),
        template("  StateMachineRole:")
            .replace("table/${TargetDatabase}/*", "table/*")
            .isFound("which is too much: arn:aws:glue:eu-west-1:123456789012:table/foreign/events"),
        template("  StateMachineRole:")
            .replace("datacatalog/AwsDataCatalog", "datacatalog/*")
            .isFound("which is too much: arn:aws:athena"));
  }
}
