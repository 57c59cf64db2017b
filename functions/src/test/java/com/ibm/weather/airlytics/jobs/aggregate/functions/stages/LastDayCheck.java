package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The phases of CheckLastDay in an installation, where the run date is June 11th.
 *
 * @param environment the function's environment variables
 */
record LastDayCheck(Installation installation, Map<String, String> environment) {

  LastDayCheck(Installation installation) {
    this(installation, Map.of());
  }

  /** Prepares and completes; where partitions are asked for, so many have data. */
  JsonNode open(Map<String, ?> input, int partitionsWithData) {
    JsonNode prepared = prepare(input);
    boolean asked = Lambda.names(prepared).get(0).contains("CountPartitions");
    return complete(prepared, asked ? List.of(count(partitionsWithData)) : List.of());
  }

  JsonNode prepare(Map<String, ?> input) {
    return prepareFrom(input(input));
  }

  /** Prepares from this input alone. */
  JsonNode prepareFrom(Map<String, ?> input) {
    return prepareFrom(Json.write(input));
  }

  /** Prepares from this input alone, in JSON. */
  JsonNode prepareFrom(String input) {
    return invoke(
        """
        {"phase": "prepare", "executionName": "run-1", "holder": "%s", "workGroup": "primary",
         "startTime": "2021-07-01T00:00:00Z", "input": %s}
        """
            .formatted(Installation.HOLDER, input));
  }

  /** Sends the function any payload. */
  JsonNode invoke(String payload) {
    return Json.tree(lambda().invoke(payload), "the answer");
  }

  JsonNode complete(JsonNode prepared, List<Map<String, ?>> results) {
    List<Map<String, ?>> statements = new ArrayList<>(results);
    if (results.stream().noneMatch(result -> result.get("name").equals("ShowTables"))) {
      statements.add(tables());
    }
    return lambda()
        .invoke("complete", Map.of("plan", prepared.path("plan"), "statements", statements));
  }

  private Lambda lambda() {
    return new Lambda(
        new CheckLastDayHandler(
            installation.bucket().dataLake(),
            aggregation -> {
              assertThat(aggregation).isEqualTo(Installation.LTV);
              return installation.configuration();
            },
            environment,
            StageMetrics.none(),
            FakeAthena.withoutQueries(),
            LeaseTimes.STANDARD));
  }

  /** The input of June 11th with changes. */
  static Map<String, ?> input(Map<String, ?> more) {
    Map<String, Object> input = new HashMap<>();
    input.put("aggregation", "LTV");
    input.put("environment", "PROD");
    input.put("product", "Hello World App");
    input.put("deployment", "INTERNAL");
    input.put("time", "2021-06-11T03:00:00Z");
    input.putAll(more);
    return input;
  }

  /** A query's rows begin with the column names; those of SHOW TABLES do not. */
  private static Map<String, ?> count(int partitions) {
    return Map.of(
        "name",
        "CountPartitions",
        "resultSet",
        rows(List.of("partitions", String.valueOf(partitions))));
  }

  /**
   * What a statement answers that counts the events of days.
   *
   * @param days {@code <day> <partitions> <events> <files>} each
   */
  static Map<String, ?> events(String... days) {
    List<Map<String, ?>> rows = new ArrayList<>(List.of(row("day partitions events files")));
    Stream.of(days).map(LastDayCheck::row).forEach(rows::add);
    return Map.of("name", "CountEvents", "resultSet", Map.of("Rows", rows));
  }

  private static Map<String, ?> row(String values) {
    return Map.of(
        "Data",
        Stream.of(values.split(" ", -1)).map(value -> Map.of("VarCharValue", value)).toList());
  }

  static Map<String, ?> tables(String... names) {
    return Map.of("name", "ShowTables", "resultSet", rows(List.of(names)));
  }

  private static Map<String, ?> rows(List<String> values) {
    return Map.of(
        "Rows",
        values.stream()
            .map(value -> Map.of("Data", List.of(Map.of("VarCharValue", value))))
            .toList());
  }

  static List<String> days(JsonNode opened) {
    return texts(opened.path("days"));
  }

  static List<String> stages(JsonNode opened) {
    return texts(opened.at("/run/stages"));
  }

  static String message(JsonNode opened) {
    return opened.at("/outcome/message").asText();
  }

  static List<String> texts(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
