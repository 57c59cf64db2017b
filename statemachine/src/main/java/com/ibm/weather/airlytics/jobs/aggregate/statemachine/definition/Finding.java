package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

/**
 * A reason why a definition is refused.
 *
 * @param path where, for example {@code States.PrepareDay.Retry[0].MaxAttempts}; empty for the
 *     whole
 * @param message what is wrong, with the value, and what to write instead
 */
public record Finding(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
