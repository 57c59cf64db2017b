package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told what happens in an execution. Called by the threads that do the work, several at a time
 * when a Map runs iterations side by side; must be quick and must not throw.
 */
public interface ExecutionListener {

  /** An execution begins. */
  default void executionStarted(ExecutionInput input) {}

  /** An execution has ended, and nothing of it runs any more. */
  default void executionEnded(ExecutionInput input, ExecutionResult result, Duration duration) {}

  /**
   * Step Functions would have written an event into the history of an execution.
   *
   * @param execution the execution itself, or the iteration of a Distributed Map that has a history
   *     of its own
   */
  default void historyEvent(StatePath execution, HistoryEvent event) {}

  /** A state begins. */
  default void stateEntered(StatePath path, String type, JsonNode input) {}

  /** A state has ended well, possibly because its error was caught. */
  default void stateExited(StatePath path, String type, Duration duration, JsonNode output) {}

  /** A state has failed for good, and with it the workflow it belongs to. */
  default void stateFailed(StatePath path, String type, Duration duration, Failure failure) {}

  /**
   * A state has failed and will be tried again.
   *
   * @param attempt which retry of the state this will be, from 1
   * @param delay how long it waits before
   */
  default void retryScheduled(StatePath path, Failure failure, int attempt, Duration delay) {}

  /** A state has failed and its error leads to another state. */
  default void caught(StatePath path, Failure failure, String next) {}

  /** A Map begins its iterations. */
  default void mapStarted(StatePath path, int itemCount) {}

  /**
   * An iteration has ended; those that were stopped are not reported.
   *
   * @param path the iteration, for example {@code DailyAggregation[3]}
   * @param failure why it failed; empty when it succeeded
   */
  default void iterationEnded(StatePath path, Duration duration, Optional<Failure> failure) {}
}
