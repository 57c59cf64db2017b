package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * What the tasks of a run call.
 *
 * @param stepFunctions asked only when an execution there holds the aggregation's lease
 * @param functions the handlers by the names of their stages
 */
public record RunServices(
    AthenaClient athena,
    Supplier<SfnClient> stepFunctions,
    Map<String, RequestStreamHandler> functions) {

  public RunServices {
    functions = Map.copyOf(functions);
  }
}
