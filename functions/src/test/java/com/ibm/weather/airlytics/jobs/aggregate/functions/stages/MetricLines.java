package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What is printed where it is always 03:00:00.123 on June 11th. */
final class MetricLines {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2021-06-11T03:00:00.123Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Metrics that are printed here. */
  StageMetrics metrics() {
    return metrics(Optional.of("Airlytics"));
  }

  StageMetrics metrics(Optional<String> namespace) {
    return new StageMetrics(namespace, CLOCK, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<JsonNode> documents() {
    return text().lines().map(line -> Json.tree(line, "the line")).toList();
  }
}
