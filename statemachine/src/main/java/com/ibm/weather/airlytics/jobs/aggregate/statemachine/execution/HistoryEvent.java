package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An entry of an execution's history, of a type that Step Functions documents: those of them that
 * the states and tasks can cause that are implemented here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">
 *     HistoryEvent in the API reference</a>
 */
public enum HistoryEvent {
  /** The first event of every history. */
  EXECUTION_STARTED,
  /** The last event when the workflow came to its end. */
  EXECUTION_SUCCEEDED,
  /** The last event when nothing caught an error, or the history was full. */
  EXECUTION_FAILED,
  /** The last event when the execution took too long. */
  EXECUTION_TIMED_OUT,
  /** The last event when the execution was stopped. */
  EXECUTION_ABORTED,
  /** A Task begins. */
  TASK_STATE_ENTERED,
  /** A call of the resource is on its way; again with every retry. */
  TASK_SCHEDULED,
  /** The resource is called. */
  TASK_STARTED,
  /** A job that the Task waits for is running. */
  TASK_SUBMITTED,
  /** A job that the Task would wait for was not accepted. */
  TASK_SUBMIT_FAILED,
  /** The call was answered. */
  TASK_SUCCEEDED,
  /** The call or its job failed. */
  TASK_FAILED,
  /** The call or its job took too long. */
  TASK_TIMED_OUT,
  /** A Task has ended, possibly because its error was caught. */
  TASK_STATE_EXITED,
  /** A Task was stopped. */
  TASK_STATE_ABORTED,
  /** A Map begins. */
  MAP_STATE_ENTERED,
  /** A Map knows its items; again with every retry. */
  MAP_STATE_STARTED,
  /** An iteration of an Inline Map begins. */
  MAP_ITERATION_STARTED,
  /** An iteration of an Inline Map came to its end. */
  MAP_ITERATION_SUCCEEDED,
  /** An iteration of an Inline Map failed. */
  MAP_ITERATION_FAILED,
  /** An iteration of an Inline Map was stopped. */
  MAP_ITERATION_ABORTED,
  /** A Distributed Map begins to start executions. */
  MAP_RUN_STARTED,
  /** All executions of a Distributed Map came to their end. */
  MAP_RUN_SUCCEEDED,
  /** An execution of a Distributed Map failed. */
  MAP_RUN_FAILED,
  /** A Distributed Map was stopped. */
  MAP_RUN_ABORTED,
  /** All iterations came to their end. */
  MAP_STATE_SUCCEEDED,
  /** A Map failed and is not tried again. */
  MAP_STATE_FAILED,
  /** A Map has ended, possibly because its error was caught. */
  MAP_STATE_EXITED,
  /** A Map was stopped. */
  MAP_STATE_ABORTED,
  /** A Choice begins. */
  CHOICE_STATE_ENTERED,
  /** A Choice has chosen. */
  CHOICE_STATE_EXITED,
  /** A Wait begins. */
  WAIT_STATE_ENTERED,
  /** A Wait is over. */
  WAIT_STATE_EXITED,
  /** A Wait was stopped. */
  WAIT_STATE_ABORTED,
  /** A Pass begins. */
  PASS_STATE_ENTERED,
  /** A Pass has ended. */
  PASS_STATE_EXITED,
  /** A Succeed begins. */
  SUCCEED_STATE_ENTERED,
  /** A Succeed has ended. */
  SUCCEED_STATE_EXITED,
  /** A Fail begins; it has no end but that of its workflow. */
  FAIL_STATE_ENTERED,
  /** An expression failed or had a value of the wrong type. */
  EVALUATION_FAILED;

  static HistoryEvent stateEntered(String type) {
    return of(type, "ENTERED");
  }

  static HistoryEvent stateExited(String type) {
    return of(type, "EXITED");
  }

  static HistoryEvent stateAborted(String type) {
    return of(type, "ABORTED");
  }

  private static HistoryEvent of(String type, String end) {
    return valueOf(type.toUpperCase(Locale.ROOT) + "_STATE_" + end);
  }

  /** As Step Functions writes it, for example {@code TaskStateEntered}. */
  @Override
  public String toString() {
    return Arrays.stream(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
