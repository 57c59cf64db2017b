package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.AthenaStatement.Table;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.Recording;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Step Functions calls in the name of the state machine's role. */
final class StateMachineCalls {

  private static final String START_QUERY = "arn:aws:states:::athena:startQueryExecution.sync";
  private static final String GET_RESULTS = "arn:aws:states:::athena:getQueryResults";

  private static final String DESCRIBE_EXECUTION = "arn:aws:states:::aws-sdk:sfn:describeExecution";

  /** The resources whose permissions are known here. */
  static final Set<String> RESOURCES =
      Set.of(Functions.INVOKE, START_QUERY, GET_RESULTS, DESCRIBE_EXECUTION);

  /** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy */
  private static final List<String> LOG_DELIVERY =
      List.of(
          "CreateLogDelivery",
          "GetLogDelivery",
          "UpdateLogDelivery",
          "DeleteLogDelivery",
          "ListLogDeliveries",
          "PutResourcePolicy",
          "DescribeResourcePolicies",
          "DescribeLogGroups");

  private StateMachineCalls() {}

  static Set<Call> of(Sources sources, Stack stack) {
    Definition definition = Definition.of(sources, stack);
    Set<Call> calls = new LinkedHashSet<>();
    definition.tasks().forEach(task -> calls.addAll(ofTask(task, stack)));
    definition.distributedMaps().forEach(label -> calls.addAll(ofDistributedMap(label, stack)));
    if (Definition.stateMachine(stack).properties().has("Logging")) {
      LOG_DELIVERY.forEach(action -> calls.add(Call.of("logs:" + action, "*")));
    }
    return calls;
  }

  private static List<Call> ofTask(Definition.Task task, Stack stack) {
    return switch (task.resource()) {
      case Functions.INVOKE ->
          // https://docs.aws.amazon.com/step-functions/latest/dg/lambda-iam.html
          List.of(Call.of("lambda:InvokeFunction", Functions.invokedBy(task)));
      case START_QUERY -> ofStatements(task.arguments().path("WorkGroup").asText(), stack);
      case GET_RESULTS ->
          // https://docs.aws.amazon.com/step-functions/latest/dg/athena-iam.html
          List.of(
              Call.of("athena:GetQueryResults", workGroup(stack)),
              Call.of(
                  "s3:GetObject",
                  "arn:aws:s3:::%s/any.csv"
                      .formatted(stack.parameter("QueryResultsBucket").asText())));
      case DESCRIBE_EXECUTION ->
          // The execution that holds the lease: one of the same state machine.
          List.of(Call.of("states:DescribeExecution", executions(stack) + ":any"));
      default ->
          throw new IllegalArgumentException(
              "%s calls %s: add which permissions it needs"
                  .formatted(task.name(), task.resource()));
    };
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/athena-iam.html, "Run a Job (.sync)" */
  private static List<Call> ofStatements(String workGroup, Stack stack) {
    List<Call> calls = new ArrayList<>();
    Stream.of("StartQueryExecution", "GetQueryExecution", "StopQueryExecution")
        .forEach(
            action -> calls.add(Call.of("athena:" + action, athena("workgroup/" + workGroup))));
    calls.add(Call.of("athena:GetDataCatalog", athena("datacatalog/AwsDataCatalog")));
    calls.addAll(
        AthenaCalls.of(
            Recording.get().statements(),
            stack.parameter("QueryResultsBucket").asText(),
            Map.of(
                new Table(Deployed.SOURCE_DATABASE, Deployed.SOURCE_TABLE),
                Deployed.SOURCE_LOCATION)));
    return calls;
  }

  /**
   * Starting, following, stopping and redriving the executions of a Distributed Map.
   * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html gives the
   * executions' ARNs in two forms: with the map's label, as their ARNs are, and without.
   */
  private static List<Call> ofDistributedMap(String label, Stack stack) {
    String executions = executions(stack);
    return List.of(
        Call.of("states:StartExecution", stack.reference("StateMachine").asText()),
        Call.of("states:DescribeExecution", executions + ":any"),
        Call.of("states:DescribeExecution", executions + "/" + label + ":any"),
        Call.of("states:StopExecution", executions + ":any"),
        Call.of("states:StopExecution", executions + "/" + label + ":any"),
        Call.of("states:RedriveExecution", executions + "/" + label + ":any"));
  }

  /** The work group whose name the definition is given. */
  static String workGroup(Stack stack) {
    return athena("workgroup/" + Definition.substitutions(stack).get("AthenaWorkGroup"));
  }

  private static String executions(Stack stack) {
    return stack.reference("StateMachine").asText().replace(":stateMachine:", ":execution:");
  }

  private static String athena(String resource) {
    return "arn:aws:athena:%s:%s:%s".formatted(Pseudo.REGION, Pseudo.ACCOUNT, resource);
  }
}
