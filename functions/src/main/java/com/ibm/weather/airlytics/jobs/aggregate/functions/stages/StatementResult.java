package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement of prepare answered.
 *
 * @param name the statement's name
 * @param resultSet Athena's ResultSet
 */
record StatementResult(String name, JsonNode resultSet) {

  /** What Athena answers at most in one page. */
  private static final int PAGE = 1000;

  /**
   * The rows, as text; NULL is empty.
   *
   * @throws InvalidInputException when there may be more rows than were fetched
   */
  List<List<String>> rows() {
    if (resultSet.path("Rows").size() >= PAGE) {
      throw new InvalidInputException(
          "%s has %d rows or more; drop tables that begin like this aggregation's and are not needed"
              .formatted(name, PAGE));
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : resultSet.path("Rows")) {
      List<String> values = new ArrayList<>();
      row.path("Data").forEach(value -> values.add(value.path("VarCharValue").asText()));
      rows.add(values);
    }
    return rows;
  }
}
