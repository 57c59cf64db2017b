package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

/**
 * Another run is at work on the aggregation. The message says which one and since when; the state
 * machine does not try again.
 */
public final class LeaseHeldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message names the run that is at work and the way out
   */
  public LeaseHeldException(String message) {
    super(message);
  }
}
