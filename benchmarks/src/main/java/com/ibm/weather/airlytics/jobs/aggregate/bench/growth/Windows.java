package com.ibm.weather.airlytics.jobs.aggregate.bench.growth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Configurations with some number of windows. */
final class Windows {

  /** In the order in which they are added; the export needs the one of all time. */
  private static final List<Integer> DAYS = List.of(36500, 7, 30, 365, 14, 60, 90, 180);

  private Windows() {}

  /** Has a configuration have the first so many windows. */
  static void put(ObjectNode configuration, int windows) {
    ArrayNode aggregations = configuration.putArray("secondaryAggregations");
    for (int days : DAYS.subList(0, windows)) {
      aggregations
          .addObject()
          .put("aggregationWindowDays", days)
          .put("targetFolder", "/aggregations/ltv/HelloWorld/%dd/".formatted(days))
          .put("targetTable", "airlytics_aggregations_ltv_helloworld_prod_%dd".formatted(days));
    }
  }
}
