package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.time.LocalDate;

/**
 * Is told the figures of a run as soon as they are known. Called by the threads that do the work,
 * several at a time; must be quick and must not throw.
 */
public interface FiguresListener {

  /** Nobody listens. */
  FiguresListener NONE = new FiguresListener() {};

  /** So many days up to the last day are not aggregated yet. */
  default void daysMissing(int count) {}

  /**
   * A statement ended, well or not.
   *
   * @param stage the stage's name
   * @param dataManipulation whether it was DML, which Athena bills by the bytes it scans
   * @param scannedBytes how much it read
   */
  default void statementEnded(String stage, boolean dataManipulation, long scannedBytes) {}

  /** A day is aggregated. */
  default void dayAggregated(DayFigures day) {}

  /** A stage ended well. */
  default void stageEnded(StageFigures stage) {}

  /** All stages are done for a day, the newest that is aggregated. */
  default void allDone(LocalDate day) {}
}
