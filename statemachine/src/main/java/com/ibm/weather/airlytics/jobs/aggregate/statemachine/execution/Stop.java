package com.ibm.weather.airlytics.jobs.aggregate.statemachine.execution;

/** Why running work is stopped from outside. */
enum Stop {
  CANCELLED,
  INTERRUPTED,
  EXECUTION_TIMED_OUT,
  ITERATION_FAILED,
  TASK_TIMED_OUT
}
