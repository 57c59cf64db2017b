package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Role;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Every schedule has a time that there is, starts the state machine, may do so, and leaves what it
 * could not start in an encrypted queue. https://docs.aws.amazon.com/scheduler/latest/APIReference/
 */
final class ScheduleCheck implements Check {

  private static final int LEAST_AGE = 60;
  private static final int MOST_AGE = 86_400;
  private static final int MOST_ATTEMPTS = 185;
  private static final int LONGEST_WINDOW = 1440;

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    Stack job = sources.minimal();
    for (Stack stack : sources.stacks()) {
      for (Resource schedule : stack.resources("AWS::Scheduler::Schedule").values()) {
        checkTime(schedule, findings);
        checkRetries(schedule, findings);
        checkTarget(schedule, job, findings);
      }
    }
    checkRole(job, findings);
    if (!job.resource("ScheduleDeadLetters")
        .properties()
        .path("SqsManagedSseEnabled")
        .asBoolean()) {
      findings.add("ScheduleDeadLetters is not encrypted");
    }
    return findings;
  }

  private static void checkTime(Resource schedule, List<String> findings) {
    String expression = schedule.text("/ScheduleExpression");
    if (!ScheduleExpression.isValid(expression)) {
      findings.add("%s: %s is no expression of Scheduler".formatted(schedule.id(), expression));
    }
    String zone = schedule.text("/ScheduleExpressionTimezone");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      findings.add("%s: there is no time zone \"%s\"".formatted(schedule.id(), zone));
    }
    String mode = schedule.text("/FlexibleTimeWindow/Mode");
    JsonNode minutes = schedule.properties().at("/FlexibleTimeWindow/MaximumWindowInMinutes");
    boolean flexible = mode.equals("FLEXIBLE") && isBetween(minutes, 1, LONGEST_WINDOW);
    if (!flexible && !(mode.equals("OFF") && minutes.isMissingNode())) {
      findings.add("%s: a window %s of %s minutes".formatted(schedule.id(), mode, minutes));
    }
  }

  private static void checkRetries(Resource schedule, List<String> findings) {
    JsonNode policy = schedule.properties().at("/Target/RetryPolicy");
    if (!isBetween(policy.path("MaximumEventAgeInSeconds"), LEAST_AGE, MOST_AGE)
        || !isBetween(policy.path("MaximumRetryAttempts"), 0, MOST_ATTEMPTS)) {
      findings.add("%s: a retry policy %s".formatted(schedule.id(), policy));
    }
  }

  private static boolean isBetween(JsonNode number, int least, int most) {
    return number.asInt(-1) >= least && number.asInt(-1) <= most;
  }

  private static void checkTarget(Resource schedule, Stack job, List<String> findings) {
    require(schedule, "/Target/Arn", job.reference("StateMachine").asText(), findings);
    require(schedule, "/Target/RoleArn", job.attribute("ScheduleRole", "Arn"), findings);
    require(schedule, "/GroupName", job.reference("ScheduleGroup").asText(), findings);
    require(
        schedule,
        "/Target/DeadLetterConfig/Arn",
        job.attribute("ScheduleDeadLetters", "Arn"),
        findings);
  }

  private static void require(
      Resource schedule, String path, String expected, List<String> findings) {
    if (!schedule.text(path).equals(expected)) {
      findings.add(
          "%s%s is \"%s\", not %s".formatted(schedule.id(), path, schedule.text(path), expected));
    }
  }

  private static void checkRole(Stack job, List<String> findings) {
    List<Call> calls =
        List.of(
            Call.of("states:StartExecution", job.reference("StateMachine").asText()),
            Call.of("sqs:SendMessage", job.attribute("ScheduleDeadLetters", "Arn")));
    findings.addAll(Permissions.findings(Role.of(job, "ScheduleRole"), calls));
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    String trusted =
        job.resource("ScheduleRole")
            .text("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals/aws:SourceArn");
    String group = job.attribute("ScheduleGroup", "Arn");
    if (!trusted.equals(group)) {
      findings.add("ScheduleRole trusts schedules of \"%s\", not of %s".formatted(trusted, group));
    }
  }
}
