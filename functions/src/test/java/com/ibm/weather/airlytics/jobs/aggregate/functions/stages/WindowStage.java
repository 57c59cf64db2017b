package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.MONTH;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.TOTAL;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The phases of WindowAggregation in an installation, whose day is June 20th unless it is said. */
record WindowStage(Installation installation) {

  static final String DAILY_TABLE = "airlytics_aggregations_ltv_helloworld_prod_1d";
  static final String WEEK_TABLE = "airlytics_aggregations_ltv_helloworld_prod_7d";

  static Stream<Integer> windows() {
    return Stream.of(WEEK, MONTH, 2, TOTAL);
  }

  Run june20() {
    return installation.run(june(20));
  }

  JsonNode prepare() {
    return prepare(june20());
  }

  JsonNode prepare(Run run) {
    return lambda().invoke("prepare", Map.of("run", run));
  }

  /** Prepares the snapshots of an older day, as far as they are stale. */
  JsonNode prepareRebuild(Run run) {
    return lambda().invoke("prepare", Map.of("run", run, "rebuild", true));
  }

  JsonNode publish(JsonNode prepared, Run run) {
    return lambda().invoke("publish", Map.of("run", run, "plan", prepared.path("plan")));
  }

  JsonNode complete(JsonNode published, Run run) {
    return lambda().invoke("complete", Map.of("run", run, "plan", published.path("plan")));
  }

  /** Plays Athena and completes the stage; answers what publish did. */
  JsonNode finish(JsonNode prepared, Run run) {
    write(prepared);
    JsonNode published = publish(prepared, run);
    complete(published, run);
    return published;
  }

  private Lambda lambda() {
    return new Lambda(
        new WindowAggregationHandler(
            installation.bucket().dataLake(), FakeAthena.withoutQueries()));
  }

  /** Plays Athena: writes a file for every window that is to be written. */
  void write(JsonNode prepared) {
    for (JsonNode plan : prepared.at("/plan/windows")) {
      if (plan.path("task").asText().startsWith("WRITE")) {
        for (JsonNode part : plan.path("parts")) {
          String partition = "partition=%s/file".formatted(part.at("/range/first").asText());
          installation.bucket().put(part.at("/folder/prefix").asText() + partition, "x");
        }
      }
    }
  }

  static List<String> tasks(JsonNode prepared) {
    List<String> tasks = new ArrayList<>();
    prepared.at("/plan/windows").forEach(plan -> tasks.add(plan.path("task").asText()));
    assertThat(tasks).hasSize(4);
    return tasks;
  }

  List<String> markers() {
    return windows()
        .map(window -> installation.window(window).targetFolder() + "/_")
        .flatMap(prefix -> installation.bucket().keys(prefix).stream())
        .toList();
  }
}
