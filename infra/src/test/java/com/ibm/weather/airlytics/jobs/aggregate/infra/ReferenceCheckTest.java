package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.scheduleTemplate;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class ReferenceCheckTest extends CheckTest {

  ReferenceCheckTest() {
    super(new ReferenceCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("Resources:")
            .replace("!Ref CheckLastDayFunctionLogs", "!Ref CheckLastDayLogs")
            .isFound("there is no parameter or resource CheckLastDayLogs"),
        template("Resources:")
            .replace(
                "!GetAtt CheckLastDayFunctionRole.Arn", "!GetAtt CheckLastDayFunctionRole.Name")
            .isFound("CheckLastDayFunctionRole has no attribute Name"),
        template("DefinitionSubstitutions:")
            .replace("!If [MakesWorkGroup, !Ref WorkGroup, !Ref AthenaWorkGroup]", "!Ref WorkGroup")
            .isFound("WorkGroup is not created: its condition MakesWorkGroup does not hold"),
        template("DefinitionSubstitutions:")
            .replace("!If [MakesWorkGroup,", "!If [MakesAWorkGroup,")
            .isFound("there is no condition MakesAWorkGroup"),
        template("ActionsEnabled:")
            .replace("!If [IsScheduled, true, false]", "true")
            .isFound("nothing uses the condition IsScheduled"),
        template("Sid: StartDays")
            .replace(
                "!Sub arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${AWS::StackName}",
                "!Ref StateMachine")
            .isFound("StateMachine depends on itself"),
        template("Outputs:")
            .replace("statemachines/view/${StateMachine}", "statemachines/view/${Machine}")
            .isFound("there is no parameter or resource Machine"),
        template("Outputs:")
            .replace("${AWS::StackName}-ScheduleRoleArn", "${AWS::StackName}-RoleArn")
            .isFound("no stack exports airlytics-event-aggregator-ScheduleRoleArn"),
        scheduleTemplate("Target:")
            .replace("-StateMachineArn", "-StateMachine")
            .isFound("no stack exports airlytics-event-aggregator-StateMachine"));
  }
}
