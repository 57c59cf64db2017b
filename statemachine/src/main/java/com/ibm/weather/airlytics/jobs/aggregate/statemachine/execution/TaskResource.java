package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;

/** What a Task calls. Used by several threads when a Map runs iterations side by side. */
@FunctionalInterface
public interface TaskResource {

  /**
   * Does the work and returns its result, never null.
   *
   * <p>When the task times out or the execution is stopped, the calling thread is interrupted. The
   * resource must then clean up (for example stop a query it started) and return or throw soon: the
   * runner waits for it.
   *
   * @throws TaskFailedException when the work failed; any other unchecked exception fails the task
   *     with the exception's class as the error's name
   * @throws InterruptedException when interrupted
   */
  JsonNode call(JsonNode arguments, TaskContext context)
      throws TaskFailedException, InterruptedException;
}
