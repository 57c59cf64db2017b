package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution.StatePath;

/** Is told of every Athena statement that ended. */
interface StatementListener {

  /**
   * A statement ended, well or not.
   *
   * @param path the state that ran it
   * @param dataManipulation whether it was DML, which Athena bills by the bytes it scans
   * @param scannedBytes how much it read
   */
  void statementEnded(StatePath path, boolean dataManipulation, long scannedBytes);
}
