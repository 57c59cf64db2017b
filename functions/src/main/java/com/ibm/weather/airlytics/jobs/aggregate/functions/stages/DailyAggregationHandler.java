package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage DailyAggregation. */
public final class DailyAggregationHandler extends StageHandler {

  /** For AWS Lambda. */
  public DailyAggregationHandler() {
    this(FunctionEnvironment.dataLake());
  }

  public DailyAggregationHandler(DataLake dataLake) {
    this(new DailyAggregation(dataLake, Attempt::next));
  }

  private DailyAggregationHandler(DailyAggregation stage) {
    super(
        Map.of(
            "prepare", new Phase<>(DailyAggregation.PrepareRequest.class, stage::prepare),
            "complete", new Phase<>(DailyAggregation.CompleteRequest.class, stage::complete)));
  }
}
