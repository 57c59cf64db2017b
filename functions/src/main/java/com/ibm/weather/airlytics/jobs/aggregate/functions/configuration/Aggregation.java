package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which aggregation a run is about. The values select the configuration.
 *
 * @param aggregation for example {@code LTV}
 * @param environment for example {@code PROD}
 * @param product for example {@code Hello World App}
 * @param deployment for example {@code INTERNAL}
 */
public record Aggregation(
    String aggregation, String environment, String product, String deployment) {

  /**
   * Makes it from named values, which may be missing.
   *
   * @param origin where the values come from, for the message
   * @param names what the four values are called there, in the order of the components
   * @throws InvalidInputException when any is missing or blank; the message lists all of those
   */
  public static Aggregation of(Map<String, String> values, String origin, List<String> names) {
    List<String> missing =
        names.stream().filter(name -> values.getOrDefault(name, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "%s lacks %s: together they say which aggregation to run"
              .formatted(origin, String.join(", ", missing)));
    }
    return new Aggregation(
        values.get(names.get(0)),
        values.get(names.get(1)),
        values.get(names.get(2)),
        values.get(names.get(3)));
  }

  /** The values by the names that a configuration's URI uses as placeholders. */
  Map<String, String> placeholders() {
    Map<String, String> placeholders = new LinkedHashMap<>();
    placeholders.put("aggregation", aggregation);
    placeholders.put("environment", environment);
    placeholders.put("product", product);
    placeholders.put("deployment", deployment);
    return placeholders;
  }

  @Override
  public String toString() {
    return "%s of %s (%s, %s)".formatted(aggregation, product, environment, deployment);
  }
}
