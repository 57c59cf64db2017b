package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * Every function and the state machine log to a group of their own, which keeps its logs for a set
 * time. The state machine's name keeps the account's resource policy from growing:
 * https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
 */
final class LogCheck implements Check {

  private static final String VENDED = "/aws/vendedlogs/states/";

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      List<String> writtenTo = new ArrayList<>();
      for (Resource function : Functions.of(stack)) {
        String group = function.text("/LoggingConfig/LogGroup");
        requireOwn(function, group, stack.reference(function.id() + "Logs").asText(), findings);
        writtenTo.add(group);
      }
      Resource stateMachine = Definition.stateMachine(stack);
      String arn = stack.attribute("StateMachineLogs", "Arn");
      requireOwn(
          stateMachine,
          stateMachine.text("/Logging/Destinations/0/CloudWatchLogsLogGroup/LogGroupArn"),
          arn,
          findings);
      writtenTo.add(stack.reference("StateMachineLogs").asText());
      if (!List.of("ALL", "ERROR", "FATAL").contains(stateMachine.text("/Logging/Level"))) {
        findings.add("StateMachine logs nothing");
      }
      if (!arn.contains(":log-group:" + VENDED)) {
        findings.add("StateMachineLogs is not below " + VENDED);
      }
      for (Resource group : stack.resources("AWS::Logs::LogGroup").values()) {
        if (group.properties().path("RetentionInDays").asInt() < 1) {
          findings.add(group.id() + " keeps its logs for ever");
        }
        if (!writtenTo.contains(stack.reference(group.id()).asText())) {
          findings.add("nothing writes to " + group.id());
        }
      }
    }
    return findings;
  }

  private static void requireOwn(Resource writer, String group, String own, List<String> findings) {
    if (!group.equals(own)) {
      findings.add("%s logs to \"%s\", not to %s".formatted(writer.id(), group, own));
    }
  }
}
