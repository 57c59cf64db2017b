package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class LogCheckTest extends CheckTest {

  LogCheckTest() {
    super(new LogCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  ExportCsvFunction:")
            .replace("!Ref ExportCsvFunctionLogs", "!Ref ImportToUserDbFunctionLogs")
            .isFound("ExportCsvFunction logs to"),
        template("  ExportCsvFunction:")
            .replace("!Ref ExportCsvFunctionLogs", "!Ref ImportToUserDbFunctionLogs")
            .isFound("nothing writes to ExportCsvFunctionLogs"),
        template("  ExportCsvFunctionLogs:")
            .replace("      RetentionInDays: !Ref LogRetentionDays\n", "")
            .isFound("ExportCsvFunctionLogs keeps its logs for ever"),
        template("  StateMachine:")
            .replace("Level: ERROR", "Level: \"OFF\"")
            .isFound("StateMachine logs nothing"),
        template("  StateMachineLogs:")
            .replace("/aws/vendedlogs/states/", "/aws/states/")
            .isFound("StateMachineLogs is not below /aws/vendedlogs/states/"));
  }
}
