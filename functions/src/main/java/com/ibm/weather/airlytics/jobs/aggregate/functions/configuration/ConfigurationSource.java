package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

/** Where configurations come from. */
@FunctionalInterface
public interface ConfigurationSource {

  /**
   * The configuration of an aggregation, read and validated.
   *
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException when there is
   *     none, or none that can be used
   */
  Configuration configurationOf(Aggregation aggregation);
}
