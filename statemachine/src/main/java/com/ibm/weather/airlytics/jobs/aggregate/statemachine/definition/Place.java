package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

/** Where an expression stands, which decides what it can see of {@code $states}. */
enum Place {
  /** Evaluated before a state does anything. */
  BEFORE,
  /** Evaluated after a task or a map has succeeded. */
  AFTER_RESULT,
  /** Evaluated after an error was caught. */
  AFTER_ERROR,
  /** Evaluated for each item of a map. */
  EACH_ITEM
}
