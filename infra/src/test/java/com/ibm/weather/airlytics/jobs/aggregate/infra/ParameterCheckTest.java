package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class ParameterCheckTest extends CheckTest {

  ParameterCheckTest() {
    super(new ParameterCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("\n  LogRetentionDays:")
            .replace("Description: How long logs are kept.", "Description: \"\"")
            .isFound("the parameter LogRetentionDays has no description"),
        template("\n  LogRetentionDays:")
            .replace("Default: 30", "Default: 31")
            .isFound("the parameter LogRetentionDays does not allow \"31\""),
        template("\n  ScheduleExpression:")
            .replace("(0 3 * * ? *)", "(0 3 * * ?)")
            .isFound("the parameter ScheduleExpression does not allow \"cron(0 3 * * ?)\""),
        template("\n  SourceLocation:")
            .replace("my-events/parquet/", "s3://my-events/parquet/")
            .isFound("the parameter SourceLocation does not allow \"s3://my-events/parquet/\""),
        template("\n  BytesScannedCutoff:")
            .replace("MinValue: 10000000", "MinValue: 10000000000000")
            .isFound("the parameter BytesScannedCutoff does not allow"),
        template("BytesScannedCutoffPerQuery:")
            .replace("!Ref BytesScannedCutoff", "1099511627776")
            .isFound("nothing uses the parameter BytesScannedCutoff"),
        template("ParameterGroups:")
            .replace(", LogRetentionDays]", "]")
            .isFound("the parameter LogRetentionDays is not in one group"),
        scheduleTemplate("\n  Product:")
            .replace("for example Hello World App", "for example Hello/World")
            .isFound("the parameter Product does not allow \"Hello/World\""));
  }
}
