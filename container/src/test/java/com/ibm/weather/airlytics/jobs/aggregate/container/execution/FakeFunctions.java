package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Functions that answer as the stages do for a run over some days, with one statement for each
 * stage, named by what it does: {@code SELECT the day 2021-06-30}. A test replaces single answers.
 */
final class FakeFunctions {

  private static final List<String> STAGES =
      List.of("DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb");

  private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();

  FakeFunctions(String... days) {
    on(
        "CheckLastDay prepare",
        request ->
            prepared(
                "SHOW TABLES", "{\"run\": {%s}, \"missingDays\": %d}".formatted(RUN, days.length)));
    on("CheckLastDay lease", request -> lease("TAKEN", ""));
    on("CheckLastDay clear", request -> "{}");
    on("CheckLastDay renew", request -> "{\"held\": true, \"message\": \"\"}");
    on("CheckLastDay release", request -> "{\"released\": true}");
    on("CheckLastDay complete", request -> opened(days));
    on(
        "DailyAggregation prepare",
        request ->
            prepared(
                "SELECT the day " + request.path("day").asText(),
                "{\"day\": %s}".formatted(request.path("day"))));
    on(
        "DailyAggregation complete",
        request ->
            "{\"day\": %s, \"users\": 12, \"events\": 3456, \"rejected\": 1, \"withoutUser\": 0}"
                .formatted(request.at("/plan/day")));
    on("WindowAggregation prepare", request -> prepared("SELECT the windows", "{}"));
    on("WindowAggregation publish", request -> prepared("ALTER TABLE d7", "{}"));
    on("WindowAggregation complete", request -> "{\"message\": \"d7 from 7 days\"}");
    on("ExportCsv prepare", request -> prepared("SELECT the csv", "{}"));
    on("ExportCsv complete", request -> outcome("ExportCsv", 12, "12 users"));
    on("ImportToUserDb check", request -> "{\"message\": \"key and password are there\"}");
    on("ImportToUserDb prepare", request -> prepared("", "{}"));
    on(
        "ImportToUserDb start",
        request ->
            "{\"finished\": true, \"outcome\": %s}"
                .formatted(outcome("ImportToUserDb", 12, "asked for as job 1")));
  }

  private static final String RUN =
      """
      "id": "run-1", "day": "2021-06-30", "lastDay": "2021-06-30",
      "configuration": {"athenaCatalog": "AwsDataCatalog",
        "destAthenaDb": "aggregations", "athenaResultsOutputBucket": "results"}
      """;

  /** Replaces the answer to a stage's phase, for example {@code ExportCsv complete}. */
  FakeFunctions on(String stageAndPhase, Function<JsonNode, String> answer) {
    answers.put(stageAndPhase, answer);
    return this;
  }

  /** Does something before a stage's phase is answered. */
  FakeFunctions before(String stageAndPhase, Consumer<JsonNode> action) {
    Function<JsonNode, String> answer = answers.get(stageAndPhase);
    return on(
        stageAndPhase,
        request -> {
          action.accept(request);
          return answer.apply(request);
        });
  }

  Map<String, RequestStreamHandler> handlers() {
    Map<String, RequestStreamHandler> handlers = new HashMap<>();
    for (Stage stage : Stage.values()) {
      handlers.put(
          stage.stateName(),
          (input, output, context) -> {
            JsonNode request = Json.MAPPER.readTree(input);
            String key = stage.stateName() + " " + request.path("phase").asText();
            output.write(answers.get(key).apply(request).getBytes(StandardCharsets.UTF_8));
          });
    }
    return handlers;
  }

  /** An answer to CheckLastDay's phase {@code lease}; one that says to wait says so for 7 s. */
  static String lease(String state, String message) {
    return """
    {"state": "%s", "message": "%s", "holder": "arn:aws:states:any", "waitSeconds": 7,
     "seen": {"eTag": "tag", "status": ""}}
    """
        .formatted(state, message);
  }

  private static String prepared(String sql, String plan) {
    String statement =
        "{\"name\": \"Statement\", \"sql\": \"%s\", \"token\": \"%s %d\"}"
            .formatted(sql, sql, System.nanoTime());
    return "{\"groups\": [%s], \"plan\": %s}"
        .formatted(sql.isEmpty() ? "" : "[" + statement + "]", plan);
  }

  private static String opened(String... days) {
    return """
    {"run": {%s, "stages": [%s]}, "days": [%s], "windowDays": ["2021-06-30"],
     "outcome": {"stage": "CheckLastDay", "day": "2021-06-30", "rows": 0, "message": "ready"}}
    """
        .formatted(RUN, quoted(STAGES), quoted(List.of(days)));
  }

  private static String outcome(String stage, long rows, String message) {
    return "{\"stage\": \"%s\", \"day\": \"2021-06-30\", \"rows\": %d, \"message\": \"%s\"}"
        .formatted(stage, rows, message);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
  }
}
