package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What CloudFormation answers for a resource: its name, {@code Ref} and {@code Fn::GetAtt}. In the
 * patterns, {@code N} stands for the name.
 *
 * @param nameProperty the property that sets the name; without it, the name is generated
 * @param reference what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute
 */
record ResourceType(String nameProperty, String reference, Map<String, String> attributes) {

  private static final String HERE = Pseudo.REGION + ":" + Pseudo.ACCOUNT + ":";
  private static final String STATE_MACHINE = "arn:aws:states:" + HERE + "stateMachine:N";

  /** "Return values" of each type in the CloudFormation template reference, and in SAM's. */
  private static final Map<String, ResourceType> TYPES =
      Map.ofEntries(
          Map.entry(
              "AWS::Serverless::Function",
              named("FunctionName", "Arn", "arn:aws:lambda:" + HERE + "function:N")),
          Map.entry(
              "AWS::Serverless::StateMachine",
              new ResourceType("Name", STATE_MACHINE, Map.of("Arn", STATE_MACHINE, "Name", "N"))),
          Map.entry(
              "AWS::IAM::Role",
              named("RoleName", "Arn", "arn:aws:iam::" + Pseudo.ACCOUNT + ":role/N")),
          Map.entry(
              "AWS::Logs::LogGroup",
              named("LogGroupName", "Arn", "arn:aws:logs:" + HERE + "log-group:N:*")),
          Map.entry(
              "AWS::SQS::Queue",
              new ResourceType(
                  "QueueName",
                  "https://sqs." + Pseudo.REGION + ".amazonaws.com/" + Pseudo.ACCOUNT + "/N",
                  Map.of("Arn", "arn:aws:sqs:" + HERE + "N", "QueueName", "N"))),
          Map.entry(
              "AWS::Scheduler::Schedule",
              named("Name", "Arn", "arn:aws:scheduler:" + HERE + "schedule/default/N")),
          Map.entry(
              "AWS::Scheduler::ScheduleGroup",
              named("Name", "Arn", "arn:aws:scheduler:" + HERE + "schedule-group/N")),
          Map.entry(
              "AWS::CloudWatch::Alarm",
              named("AlarmName", "Arn", "arn:aws:cloudwatch:" + HERE + "alarm:N")),
          Map.entry("AWS::CloudWatch::Dashboard", new ResourceType("DashboardName", "N", Map.of())),
          Map.entry("AWS::Athena::WorkGroup", new ResourceType("Name", "N", Map.of())));

  private static ResourceType named(String property, String attribute, String pattern) {
    return new ResourceType(property, "N", Map.of(attribute, pattern));
  }

  static ResourceType of(String type) {
    return Optional.ofNullable(TYPES.get(type))
        .orElseThrow(
            () ->
                new TemplateException(
                    "the type %s is not known here; add what Ref and Fn::GetAtt give for it"
                        .formatted(type)));
  }

  String reference(String name) {
    return fill(reference, name);
  }

  Optional<String> attribute(String attribute, String name) {
    return Optional.ofNullable(attributes.get(attribute)).map(pattern -> fill(pattern, name));
  }

  private static String fill(String pattern, String name) {
    return pattern.replaceAll("\\bN\\b", Matcher.quoteReplacement(name));
  }
}
