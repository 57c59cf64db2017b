package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Airlock's internal user groups that the job belongs to. With any, it reads the season's
 * development files; without, those of production.
 *
 * @param names the groups, case-sensitive
 */
record UserGroups(List<String> names) {

  private static final String VARIABLE = "AIRLOCK_USER_GROUPS";

  UserGroups {
    names = List.copyOf(names);
  }

  /** The groups that the environment lists, separated by commas. */
  static UserGroups of(Map<String, String> environment) {
    return new UserGroups(
        Arrays.stream(environment.getOrDefault(VARIABLE, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  /** The part of the runtime files' names that tells development from production. */
  String suffix() {
    return names.isEmpty() ? "PRODUCTION" : "DEVELOPMENT";
  }

  @Override
  public String toString() {
    return names.isEmpty()
        ? VARIABLE + " is not set"
        : VARIABLE + " is " + String.join(", ", names);
  }
}
