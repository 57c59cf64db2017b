package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The stages of a run, in their order. */
public enum Stage {
  CHECK_LAST_DAY("CheckLastDay"),
  DAILY_AGGREGATION("DailyAggregation"),
  WINDOW_AGGREGATION("WindowAggregation"),
  EXPORT_CSV("ExportCsv"),
  IMPORT_TO_USER_DB("ImportToUserDb");

  private final String stateName;

  Stage(String stateName) {
    this.stateName = stateName;
  }

  /** The name of the stage's state in the state machine, and of the stage in logs and JSON. */
  @JsonValue
  public String stateName() {
    return stateName;
  }

  /**
   * The stage of a name.
   *
   * @throws InvalidInputException when there is none
   */
  @JsonCreator
  public static Stage named(String stateName) {
    return Arrays.stream(values())
        .filter(stage -> stage.stateName.equals(stateName))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown stage \"%s\"; the stages are %s"
                        .formatted(
                            stateName,
                            Arrays.stream(values())
                                .map(Stage::stateName)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return stateName;
  }
}
