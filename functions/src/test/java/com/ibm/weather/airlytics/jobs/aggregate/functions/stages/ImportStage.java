package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.AirlockServer;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The stage that imports June 10th, in an installation that names an Airlock. */
record ImportStage(Bucket bucket, Installation installation) {

  /** A file with 17 users. */
  static final CsvMarker CSV =
      new CsvMarker("s3://imports/ltv_20210610/file.gz", 17, List.of(), "", true);

  /** With the CSV exported. */
  static ImportStage of(Bucket bucket, AirlockServer airlock, Consumer<ObjectNode> change) {
    Consumer<ObjectNode> here = json -> json.put("airlockApiBaseUrl", airlock.baseUrl());
    ImportStage stage = new ImportStage(bucket, Installation.in(bucket, here.andThen(change)));
    stage.exported(CSV);
    return stage;
  }

  void exported(CsvMarker csv) {
    bucket.put(installation.csvMarker(june(10)), Json.write(csv));
  }

  Run june10() {
    return installation.run(june(10));
  }

  /** What becomes of the import that is asked for. */
  JsonNode run() {
    return start(prepare()).path("outcome");
  }

  JsonNode prepare() {
    return lambda().invoke("prepare", Map.of("run", june10())).path("plan");
  }

  JsonNode start(JsonNode plan) {
    return lambda().invoke("start", Map.of("run", june10(), "plan", plan));
  }

  JsonNode follow(JsonNode plan, JsonNode progress) {
    return lambda().invoke("follow", Map.of("run", june10(), "plan", plan, "progress", progress));
  }

  private Lambda lambda() {
    return new Lambda(new ImportToUserDbHandler(bucket.dataLake(), Optional.empty()));
  }
}
