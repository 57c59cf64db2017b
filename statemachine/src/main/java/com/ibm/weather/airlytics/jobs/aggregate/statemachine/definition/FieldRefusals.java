package com.ibm.weather.airlytics.jobs.aggregate.statemachine.definition;

import java.util.Map;
import java.util.Set;

/** Says why a field that nobody reads is refused. */
final class FieldRefusals {
  private static final Map<String, String> JSONPATH =
      Map.ofEntries(
          Map.entry("InputPath", "select from $states.input in an expression"),
          Map.entry("OutputPath", "use Output"),
          Map.entry("ResultPath", "use Output, or Assign"),
          Map.entry("ResultSelector", "use Output with $states.result"),
          Map.entry("Parameters", "use Arguments (in a Map: ItemSelector)"),
          Map.entry("Result", "use Output"),
          Map.entry("ItemsPath", "use Items"),
          Map.entry("SecondsPath", "use Seconds with an expression"),
          Map.entry("TimestampPath", "use Timestamp with an expression"),
          Map.entry("TimeoutSecondsPath", "use TimeoutSeconds with an expression"),
          Map.entry("HeartbeatSecondsPath", "HeartbeatSeconds is not implemented"),
          Map.entry("MaxConcurrencyPath", "use MaxConcurrency with an expression"),
          Map.entry("ErrorPath", "use Error with an expression"),
          Map.entry("CausePath", "use Cause with an expression"),
          Map.entry("Variable", "use Condition"));

  private static final Set<String> NOT_IMPLEMENTED =
      Set.of(
          "HeartbeatSeconds",
          "Credentials",
          "Branches",
          "Iterator",
          "ItemReader",
          "ItemBatcher",
          "ResultWriter",
          "ToleratedFailureCount",
          "ToleratedFailurePercentage",
          "ProcessorConfig",
          "QueryLanguage");

  private FieldRefusals() {}

  static String message(String field, String owner) {
    if (JSONPATH.containsKey(field)) {
      return field + " belongs to JSONPath: " + JSONPATH.get(field);
    }
    if (NOT_IMPLEMENTED.contains(field)) {
      return field + " is not implemented in " + owner + ": remove it";
    }
    return field + " is not a field of " + owner;
  }
}
