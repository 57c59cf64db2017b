package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every alarm looks at metrics that are written, over a time that CloudWatch evaluates, and tells
 * the topic if there is one.
 */
final class AlarmCheck implements Check {

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
  private static final int HOUR = 3600;

  private static final int LONGEST_OF_SHORT_PERIODS = 24 * HOUR;
  private static final int LONGEST = 7 * 24 * HOUR;

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack job : sources.jobs()) {
      check(job, job, findings);
    }
    sources.schedules().forEach(stack -> check(stack, sources.minimal(), findings));
    return findings;
  }

  private static void check(Stack stack, Stack job, List<String> findings) {
    KnownMetrics metrics = new KnownMetrics(job);
    JsonNode topic = stack.parameter("AlarmTopicArn");
    for (Resource alarm : stack.resources("AWS::CloudWatch::Alarm").values()) {
      uses(alarm).forEach(use -> metrics.finding(use, stack).ifPresent(findings::add));
      periods(alarm).forEach(period -> checkTime(alarm, period, findings));
      String told = alarm.text("/AlarmActions/0");
      if (!told.equals(topic.asText())) {
        findings.add("%s tells \"%s\", not \"%s\"".formatted(alarm.id(), told, topic.asText()));
      }
      if (alarm.text("/TreatMissingData").isEmpty()) {
        findings.add(alarm.id() + " does not say what missing data mean");
      }
    }
  }

  private static List<MetricUse> uses(Resource alarm) {
    return Stream.concat(
            Stream.of(alarm.properties()).filter(properties -> properties.has("MetricName")),
            metricStats(alarm).map(stat -> stat.path("Metric")))
        .map(
            metric ->
                new MetricUse(
                    alarm.id(),
                    metric.path("Namespace").asText(),
                    metric.path("MetricName").asText(),
                    dimensions(metric.path("Dimensions"))))
        .toList();
  }

  private static Stream<JsonNode> metricStats(Resource alarm) {
    return alarm.properties().path("Metrics").findValues("MetricStat").stream();
  }

  private static Map<String, String> dimensions(JsonNode written) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    written.forEach(
        dimension ->
            dimensions.put(dimension.path("Name").asText(), dimension.path("Value").asText()));
    return dimensions;
  }

  private static List<Integer> periods(Resource alarm) {
    return Stream.concat(Stream.of(alarm.properties()), metricStats(alarm))
        .filter(part -> part.has("Period"))
        .map(part -> part.path("Period").asInt())
        .toList();
  }

  private static void checkTime(Resource alarm, int period, List<String> findings) {
    int evaluations = alarm.properties().path("EvaluationPeriods").asInt();
    int longest = period < HOUR ? LONGEST_OF_SHORT_PERIODS : LONGEST;
    boolean knownPeriod = List.of(10, 20, 30).contains(period) || (period > 0 && period % 60 == 0);
    if (!knownPeriod || evaluations < 1 || period * evaluations > longest) {
      findings.add(
          "%s looks at %d periods of %d s, which CloudWatch does not"
              .formatted(alarm.id(), evaluations, period));
    }
    if (alarm.properties().path("DatapointsToAlarm").asInt(evaluations) > evaluations) {
      findings.add("%s waits for more periods than it looks at".formatted(alarm.id()));
    }
  }
}
