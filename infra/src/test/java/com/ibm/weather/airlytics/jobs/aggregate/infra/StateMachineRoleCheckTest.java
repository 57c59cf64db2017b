package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.definition;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class StateMachineRoleCheckTest extends CheckTest {

  StateMachineRoleCheckTest() {
    super(new StateMachineRoleCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  StateMachineRole:")
            .replace("- !GetAtt ExportCsvFunction.Arn", "- !GetAtt ImportToUserDbFunction.Arn")
            .isFound("StateMachineRole does not allow lambda:InvokeFunction"),
        template("  StateMachineRole:")
            .replace("Action: states:RedriveExecution", "Action: states:ListExecutions")
            .isFound("StateMachineRole does not allow states:RedriveExecution"),
        template("  StateMachineRole:")
            .replace("- athena:StopQueryExecution", "- athena:ListQueryExecutions")
            .isFound("StateMachineRole does not allow athena:StopQueryExecution"),
        template("  StateMachineRole:")
            .replace("- glue:UpdateTable\n", "")
            .isFound("StateMachineRole does not allow glue:UpdateTable"),
        template("  StateMachineRole:")
            .replace(
                "- glue:UpdateTable\n",
                "- glue:UpdateTable\n                  - glue:DeleteDatabase\n")
            .isFound("StateMachineRole allows glue:DeleteDatabase"),
        template("  StateMachineRole:")
            .replace("s3:::${SourceLocation}*", "s3:::${SourceLocation}2022/*")
            .isFound(
                "StateMachineRole does not allow s3:GetObject on arn:aws:s3:::airlytics-raw-events/"),
        template("  StateMachineRole:")
            .replace("- logs:UpdateLogDelivery\n", "")
            .isFound("StateMachineRole does not allow logs:UpdateLogDelivery"),
        definition("")
            .replace("\"Label\": \"DailyAggregation\"", "\"Label\": \"Days\"")
            .isFound("StateMachineRole does not allow states:RedriveExecution"),
        definition("\"CheckRows\": {")
            .replace("athena:getQueryResults", "athena:getQueryExecution")
            .isFound("add which permissions it needs"));
  }
}
