package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskContext;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskFailedException;
import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.TaskResource;
import java.util.function.Function;

/**
 * A resource whose calls are pieces of work of a run.
 *
 * @param name what the work of a state is called
 */
record WatchedResource(TaskResource resource, Progress progress, Function<StatePath, String> name)
    implements TaskResource {

  @Override
  public JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException {
    progress.begin(name.apply(context.path()));
    try {
      return resource.call(arguments, context);
    } finally {
      progress.end();
    }
  }
}
