package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.FakeAthena.Script;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LeaseTimes;
import java.util.function.Function;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Runs in which nothing takes time, and a retry waits for 0 s. */
final class JobRuns {

  static final JsonNode INPUT = Json.tree("{\"time\": \"2021-07-01T03:00:00Z\"}", "input");

  private JobRuns() {}

  static JobResult run(FakeFunctions functions, Script script) {
    return run(functions, sql -> script);
  }

  static JobResult run(FakeFunctions functions, Function<String, Script> scripts) {
    return run(new FakeAthena(scripts), functions).execute(INPUT, FrozenTime.NOW);
  }

  static JobRun run(FakeAthena athena, FakeFunctions functions) {
    return run(athena, functions, new FrozenTime());
  }

  static JobRun run(FakeAthena athena, FakeFunctions functions, FrozenTime time) {
    return run(services(athena, functions), LeaseTimes.STANDARD, time);
  }

  static JobRun run(RunServices services, LeaseTimes times, FrozenTime time) {
    return new JobRun(
        "run-1", services, new Progress(), FiguresListener.NONE, times, time, () -> 0L);
  }

  /** Without Step Functions. */
  static RunServices services(AthenaClient athena, FakeFunctions functions) {
    return new RunServices(athena, JobRuns::noStepFunctions, functions.handlers());
  }

  private static SfnClient noStepFunctions() {
    throw new IllegalStateException("nobody should ask for Step Functions");
  }
}
