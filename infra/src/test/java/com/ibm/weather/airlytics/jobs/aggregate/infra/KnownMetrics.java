package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.Recording;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metrics that there are once a stack runs: the job's own, and those of AWS's services. */
final class KnownMetrics {

  /** Metrics that have the same dimensions. */
  private record Kind(Set<String> names, Set<String> dimensions) {}

  /**
   * States: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html. SQS:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html.
   * Athena: https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html. Lambda:
   * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html.
   */
  private static final Map<String, Kind> OF_AWS =
      Map.of(
          "AWS/States",
          new Kind(
              Set.of(
                  "ExecutionsSucceeded",
                  "ExecutionsFailed",
                  "ExecutionsTimedOut",
                  "ExecutionsAborted",
                  "ExecutionTime"),
              Set.of("StateMachineArn")),
          "AWS/SQS",
          new Kind(Set.of("ApproximateNumberOfMessagesVisible"), Set.of("QueueName")),
          "AWS/Athena",
          new Kind(
              Set.of("ProcessedBytes", "TotalExecutionTime", "QueryQueueTime"),
              Set.of("QueryState", "QueryType", "WorkGroup")),
          "AWS/Lambda",
          new Kind(Set.of("Errors", "Duration"), Set.of("FunctionName")));

  private final Stack job;
  private final String ownNamespace;

  /** The metrics of a stack of template.yaml. */
  KnownMetrics(Stack job) {
    this.job = job;
    this.ownNamespace =
        job.resource("CheckLastDayFunction")
            .text("/Environment/Variables/AIRLYTICS_METRICS_NAMESPACE");
  }

  /** What is wrong with a use: no such metric, or not with these dimensions. */
  Optional<String> finding(MetricUse use, Stack user) {
    Set<Set<String>> written = dimensionsOf(use);
    if (written.isEmpty()) {
      return Optional.of(
          "%s looks at %s of %s, which nobody writes"
              .formatted(use.user(), use.name(), use.namespace()));
    }
    if (!written.contains(use.dimensions().keySet())) {
      return Optional.of(
          "%s looks at %s by %s, but it is written by %s"
              .formatted(use.user(), use.name(), use.dimensions().keySet(), written));
    }
    return use.dimensions().entrySet().stream()
        .filter(dimension -> !dimension.getValue().isEmpty())
        .filter(dimension -> !values(dimension.getKey(), user).contains(dimension.getValue()))
        .findFirst()
        .map(
            dimension ->
                "%s looks at %s of %s %s, which is not this stack's"
                    .formatted(use.user(), use.name(), dimension.getKey(), dimension.getValue()));
  }

  /** The sets of dimensions that a metric is written with; none when it is not. */
  private Set<Set<String>> dimensionsOf(MetricUse use) {
    if (use.namespace().equals(ownNamespace)) {
      return Recording.get().metrics().getOrDefault(use.name(), Set.of());
    }
    return Optional.ofNullable(OF_AWS.get(use.namespace()))
        .filter(kind -> kind.names().contains(use.name()))
        .map(kind -> Set.of(kind.dimensions()))
        .orElse(Set.of());
  }

  private List<String> values(String dimension, Stack user) {
    return switch (dimension) {
      case "StateMachineArn" -> List.of(job.reference("StateMachine").asText());
      case "QueueName" -> List.of(job.attribute("ScheduleDeadLetters", "QueueName"));
      case "WorkGroup" -> List.of(Definition.substitutions(job).get("AthenaWorkGroup"));
      case "QueryType" -> List.of("DML", "DDL", "UTILITY");
      case "QueryState" -> List.of("SUCCEEDED", "FAILED", "CANCELED");
      case "FunctionName" ->
          Functions.of(job).stream()
              .map(Resource::id)
              .map(job::reference)
              .map(JsonNode::asText)
              .toList();
      default -> List.of(user.parameter(dimension).asText());
    };
  }
}
