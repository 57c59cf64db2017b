package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class HandlerCheckTest extends CheckTest {

  HandlerCheckTest() {
    super(new HandlerCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("ExportCsvFunction:")
            .replace("stages.ExportCsvHandler", "stages.CsvHandler")
            .isFound("ExportCsvFunction: there is no class"),
        template("ExportCsvFunction:")
            .replace("stages.ExportCsvHandler", "stages.ExportCsv")
            .isFound("is not a Lambda handler"),
        template("ExportCsvFunction:")
            .replace("stages.ExportCsvHandler", "stages.StageHandler")
            .isFound("Lambda cannot make a"),
        template("ExportCsvFunction:")
            .replace("stages.ExportCsvHandler", "stages.ImportToUserDbHandler")
            .isFound("the stage ExportCsv has 0 functions, not one"));
  }
}
