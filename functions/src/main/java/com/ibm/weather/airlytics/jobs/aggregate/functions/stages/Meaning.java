package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the numbers of the daily aggregates mean; the names are the configuration's keys. */
record Meaning(
    String sourceEventsTable,
    String eventName,
    String aggregatedValueJsonPath,
    String aggregatedValueType,
    String targetColumn) {

  Meaning {
    Objects.requireNonNull(sourceEventsTable);
    Objects.requireNonNull(eventName);
    Objects.requireNonNull(aggregatedValueJsonPath);
    Objects.requireNonNull(aggregatedValueType);
    Objects.requireNonNull(targetColumn);
  }

  static Meaning of(Configuration configuration) {
    return new Meaning(
        configuration.sourceAthenaDb() + "." + configuration.sourceEventsTable(),
        configuration.eventName(),
        configuration.aggregatedValueJsonPath(),
        configuration.aggregatedValueType().toString(),
        configuration.targetColumn());
  }

  /** What another meaning has otherwise, for a person; empty when they are the same. */
  List<String> differences(Meaning other) {
    return Stream.of(
            difference("sourceEventsTable", sourceEventsTable, other.sourceEventsTable),
            difference("eventName", eventName, other.eventName),
            difference(
                "aggregatedValueJsonPath", aggregatedValueJsonPath, other.aggregatedValueJsonPath),
            difference("aggregatedValueType", aggregatedValueType, other.aggregatedValueType),
            difference("targetColumn", targetColumn, other.targetColumn))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> difference(String key, String value, String other) {
    return value.equals(other)
        ? List.of()
        : List.of("%s \"%s\", not \"%s\"".formatted(key, value, other));
  }
}
