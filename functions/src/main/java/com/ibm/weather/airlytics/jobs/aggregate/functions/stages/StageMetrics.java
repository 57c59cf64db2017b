package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Writes the figures of completed stages in CloudWatch's <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 * Metric Format</a>, one line of JSON for each stage: what a Lambda function prints goes to
 * CloudWatch Logs, which makes metrics of such lines. Every count becomes two metrics: one of the
 * aggregation and one, without dimensions, of all aggregations together.
 */
final class StageMetrics {

  private static final List<List<String>> DIMENSIONS =
      List.of(List.of(), List.of("Environment", "Product", "Deployment", "Aggregation"));

  private final Optional<String> namespace;
  private final Clock clock;
  private final PrintStream out;

  /**
   * Metrics of a namespace.
   *
   * @param namespace what CloudWatch files the metrics under; empty for no metrics
   * @param clock tells the time of the metrics
   * @param out where the lines go
   */
  StageMetrics(Optional<String> namespace, Clock clock, PrintStream out) {
    this.namespace = namespace;
    this.clock = clock;
    this.out = out;
  }

  /** No metrics. */
  static StageMetrics none() {
    return new StageMetrics(Optional.empty(), Clock.systemUTC(), System.out);
  }

  /**
   * Work that has its figures written once it is done. Work that fails has none.
   *
   * @param figures the figures of a request and its answer
   */
  <T, A> Function<T, A> of(Function<T, A> work, BiFunction<T, A, Figures> figures) {
    return request -> {
      A answer = work.apply(request);
      write(figures.apply(request, answer));
      return answer;
    };
  }

  private void write(Figures figures) {
    namespace
        .filter(name -> !figures.counts().isEmpty())
        .ifPresent(name -> out.println(Json.write(line(name, figures))));
  }

  private ObjectNode line(String name, Figures figures) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    ObjectNode metadata = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", name).putPOJO("Dimensions", DIMENSIONS);
    ArrayNode metrics = directive.putArray("Metrics");

    Aggregation aggregation = figures.run().aggregation();
    line.put("Environment", aggregation.environment())
        .put("Product", aggregation.product())
        .put("Deployment", aggregation.deployment())
        .put("Aggregation", aggregation.aggregation())
        .put("run", figures.run().id())
        .put("stage", figures.stage().stateName())
        .put("day", figures.day().toString());
    figures
        .counts()
        .forEach(
            (metric, count) -> {
              metrics.addObject().put("Name", metric).put("Unit", "Count");
              line.put(metric, count);
            });
    return line;
  }
}
