package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

/**
 * One thing that is wrong with an input.
 *
 * @param path where, as a JSON path, for example {@code $.secondaryAggregations[2].targetTable}
 * @param message what is wrong and what to write instead
 */
public record Finding(String path, String message) {

  @Override
  public String toString() {
    return path + ": " + message;
  }
}
