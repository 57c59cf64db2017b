package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Role;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.Recording;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every function's role allows what the function was recorded to ask of S3 and Athena, what its log
 * group, its secret and its VPC make it need, and nothing else.
 */
final class FunctionRoleCheck implements Check {

  /**
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
   */
  private static final List<String> NETWORK_INTERFACES =
      List.of(
          "CreateNetworkInterface",
          "DescribeNetworkInterfaces",
          "DescribeSubnets",
          "DeleteNetworkInterface",
          "AssignPrivateIpAddresses",
          "UnassignPrivateIpAddresses");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      for (Resource function : Functions.of(stack)) {
        findings.addAll(
            Permissions.findings(Role.of(stack, function.id() + "Role"), calls(function, stack)));
      }
    }
    return findings;
  }

  private static List<Call> calls(Resource function, Stack stack) {
    String stage = Functions.simpleName(function.text("/Handler")).replaceAll("Handler$", "");
    List<Call> calls = new ArrayList<>();
    Recording.get().calls().get(stage).forEach(call -> calls.add(inWorkGroupOf(stack, call)));
    String logs = "arn:aws:logs:eu-west-1:123456789012:log-group:%s:log-stream:any";
    Stream.of("logs:CreateLogStream", "logs:PutLogEvents")
        .map(action -> Call.of(action, logs.formatted(function.text("/LoggingConfig/LogGroup"))))
        .forEach(calls::add);
    String secret = function.text("/Environment/Variables/AIRLOCK_SECRET_ARN");
    if (!secret.isEmpty()) {
      calls.add(Call.of("secretsmanager:GetSecretValue", secret));
    }
    if (function.properties().has("VpcConfig")) {
      NETWORK_INTERFACES.forEach(action -> calls.add(Call.of("ec2:" + action, "*")));
    }
    return calls;
  }

  private static Call inWorkGroupOf(Stack stack, Call call) {
    return call.resource().equals(Recording.WORK_GROUP)
        ? Call.of(call.action(), StateMachineCalls.workGroup(stack))
        : call;
  }
}
