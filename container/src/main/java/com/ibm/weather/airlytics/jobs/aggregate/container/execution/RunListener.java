package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

/** Is told how a run comes along. Must be quick. */
public interface RunListener {

  /** Nobody listens. */
  RunListener NONE = new RunListener() {};

  /**
   * A run begins; nothing is read yet.
   *
   * @param runId its id
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException when the
   *     listener is set up wrongly: the run then ends before it has touched anything
   */
  default void started(String runId) {}

  /** The configuration was read and is valid. */
  default void configured() {}

  /** Who is told the run's figures. */
  default FiguresListener figures() {
    return FiguresListener.NONE;
  }

  /** The run has ended; also when it could not be started. */
  default void ended(JobResult result) {}
}
