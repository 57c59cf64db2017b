package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.definition;
import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class ArtifactCheckTest extends CheckTest {

  ArtifactCheckTest() {
    super(new ArtifactCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("Globals:")
            .replace("event-aggregator-functions-lambda.jar", "event-aggregator-functions.jar")
            .isFound("has the CodeUri"),
        template("Globals:")
            .replace("Runtime: java21", "Runtime: java11")
            .isFound("has the Runtime java11"),
        template("Globals:")
            .replace("Architectures: [arm64]", "Architectures: [x86_64]")
            .isFound("has the Architectures/0 x86_64"),
        template("DefinitionUri:")
            .replace("event-aggregator.asl.json", "aggregator.asl.json")
            .isFound("is not a file"),
        definition("")
            .replace("\"Comment\"", "\"comment\"")
            .isFound("is not the definition that the runner has"));
  }
}
