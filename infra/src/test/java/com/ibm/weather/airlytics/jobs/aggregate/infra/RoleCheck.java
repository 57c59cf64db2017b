package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Grant;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Role;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every principal has a role of its own, which trusts only that principal's service. No role allows
 * an action by a wildcard, nor reaches what is somebody else's where IAM knows resources.
 */
final class RoleCheck implements Check {

  /**
   * Actions that are allowed on any resource. Log delivery knows none:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html.
   * A function's network interfaces are not known beforehand:
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
   */
  private static final Set<String> ON_ANY_RESOURCE =
      Set.of(
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups",
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses");

  private static final String ACCOUNT = "eu-west-1:123456789012";

  /** What belongs to somebody else, in the same account and in the same buckets. */
  private static final List<String> FOREIGN =
      List.of(
          "arn:aws:s3:::foreign",
          "arn:aws:s3:::foreign/key",
          "arn:aws:s3:::airlytics-raw-events/foreign/key",
          "arn:aws:s3:::airlytics-datalake-internal-prod/foreign/key",
          "arn:aws:s3:::airlytics-imports-internal/foreign/key",
          "arn:aws:s3:::airlytics-configuration/foreign/key",
          "arn:aws:glue:" + ACCOUNT + ":database/foreign",
          "arn:aws:glue:" + ACCOUNT + ":table/foreign/events",
          "arn:aws:athena:" + ACCOUNT + ":workgroup/foreign",
          "arn:aws:athena:" + ACCOUNT + ":datacatalog/foreign",
          "arn:aws:lambda:" + ACCOUNT + ":function:foreign",
          "arn:aws:states:" + ACCOUNT + ":stateMachine:foreign",
          "arn:aws:states:" + ACCOUNT + ":execution:foreign:1",
          "arn:aws:logs:" + ACCOUNT + ":log-group:/aws/lambda/foreign:log-stream:1",
          "arn:aws:sqs:" + ACCOUNT + ":foreign",
          "arn:aws:secretsmanager:" + ACCOUNT + ":secret:foreign-AbCdEf");

  private static final Map<String, String> SERVICES =
      Map.of(
          "AWS::Serverless::Function", "lambda.amazonaws.com",
          "AWS::Serverless::StateMachine", "states.amazonaws.com",
          "AWS::Scheduler::Schedule", "scheduler.amazonaws.com");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      Map<String, List<Resource>> principals = principals(stack);
      for (Role role : Role.of(stack)) {
        String arn = stack.attribute(role.id(), "Arn");
        checkTrust(role, principals.getOrDefault(arn, List.of()), findings);
        role.grants().forEach(grant -> checkGrant(role, grant, findings));
        principals.remove(arn);
      }
      principals.forEach(
          (arn, users) ->
              users.forEach(
                  user -> findings.add("%s has no role of this stack".formatted(user.id()))));
    }
    return findings;
  }

  private static Map<String, List<Resource>> principals(Stack stack) {
    Map<String, List<Resource>> principals = new TreeMap<>();
    for (Resource resource : stack.resources().values()) {
      if (SERVICES.containsKey(resource.type())) {
        boolean schedule = resource.type().equals("AWS::Scheduler::Schedule");
        String arn = resource.text(schedule ? "/Target/RoleArn" : "/Role");
        principals.computeIfAbsent(arn, any -> new ArrayList<>()).add(resource);
      }
    }
    return principals;
  }

  private static void checkTrust(Role role, List<Resource> users, List<String> findings) {
    if (users.size() != 1) {
      findings.add("%s is the role of %s, not of one".formatted(role.id(), ids(users)));
    }
    List<String> services = users.stream().map(user -> SERVICES.get(user.type())).toList();
    if (!role.trusted().equals(services)) {
      findings.add("%s trusts %s, but is for %s".formatted(role.id(), role.trusted(), services));
    }
  }

  private static List<String> ids(List<Resource> users) {
    return users.stream().map(Resource::id).toList();
  }

  private static void checkGrant(Role role, Grant grant, List<String> findings) {
    if (grant.action().contains("*")) {
      findings.add("%s allows actions by a wildcard: %s".formatted(role.id(), grant));
    }
    if (!ON_ANY_RESOURCE.contains(grant.action())) {
      FOREIGN.stream()
          .filter(foreign -> grant.covers(Call.of(grant.action(), foreign)))
          .forEach(
              foreign ->
                  findings.add(
                      "%s allows %s, which is too much: %s".formatted(role.id(), grant, foreign)));
    }
  }
}
