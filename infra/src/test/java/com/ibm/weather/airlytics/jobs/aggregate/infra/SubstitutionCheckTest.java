package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.definition;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class SubstitutionCheckTest extends CheckTest {

  SubstitutionCheckTest() {
    super(new SubstitutionCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("DefinitionSubstitutions:")
            .replace("ExportCsvFunction: !GetAtt", "CsvFunction: !GetAtt")
            .isFound("the definition uses ${ExportCsvFunction}, which is not given"),
        template("DefinitionSubstitutions:")
            .replace("ExportCsvFunction: !GetAtt", "CsvFunction: !GetAtt")
            .isFound("CsvFunction is given, but the definition does not use it"),
        template("DefinitionSubstitutions:")
            .replace("!GetAtt ExportCsvFunction.Arn", "!GetAtt ImportToUserDbFunction.Arn")
            .isFound("ExportCsvFunction has the handler"),
        definition("")
            .replace("${WindowAggregationFunction}", "${WindowFunction}")
            .isFound("the definition uses ${WindowFunction}"),
        definition("\"ExportCsv\": {")
            .replace("\"Next\": \"ImportToUserDb\"", "\"Next\": \"Import\"")
            .isFound("the definition does not load"));
  }
}
