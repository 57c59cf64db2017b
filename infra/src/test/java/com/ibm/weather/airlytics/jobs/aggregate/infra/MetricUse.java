package com.ibm.weather.airlytics.jobs.aggregate.infra;

import java.util.Map;

/**
 * A metric that an alarm or the dashboard looks at.
 *
 * @param user what looks at it
 * @param dimensions its dimensions; with an empty value where any is looked at
 */
record MetricUse(String user, String namespace, String name, Map<String, String> dimensions) {

  MetricUse {
    dimensions = Map.copyOf(dimensions);
  }
}
