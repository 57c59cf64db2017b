package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import java.util.Map;

/**
 * A database.
 *
 * @param name in lower case
 * @param description the COMMENT, or an empty text
 * @param properties DBPROPERTIES
 */
public record Database(String name, String description, Map<String, String> properties) {

  public Database {
    properties = Map.copyOf(properties);
  }
}
