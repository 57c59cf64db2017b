package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.definition;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class TimeoutCheckTest extends CheckTest {

  TimeoutCheckTest() {
    super(new TimeoutCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  WindowAggregationFunction:")
            .replace("Timeout: 900", "Timeout: 901")
            .isFound("WindowAggregationFunction may take 901 s, but"),
        definition("\"CompleteCsv\": {")
            .replace("\"TimeoutSeconds\": 900", "\"TimeoutSeconds\": 60")
            .isFound("but CompleteCsv waits for 60 s"),
        template("DefinitionSubstitutions:")
            .replace("!GetAtt ExportCsvFunction.Arn", "!GetAtt ImportToUserDbFunction.Arn")
            .isFound("no Task invokes ExportCsvFunction"));
  }
}
