package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage WindowAggregation. */
public final class WindowAggregationHandler extends StageHandler {

  /** For AWS Lambda. */
  public WindowAggregationHandler() {
    this(FunctionEnvironment.dataLake(), FunctionEnvironment.earlierQueries());
  }

  public WindowAggregationHandler(DataLake dataLake, EarlierQueries queries) {
    this(
        new WindowAggregation(dataLake, Attempt::next, queries),
        new LeaseGuard(dataLake, Stage.WINDOW_AGGREGATION));
  }

  private WindowAggregationHandler(WindowAggregation stage, LeaseGuard lease) {
    super(
        Map.of(
            "prepare",
                new Phase<>(
                    WindowAggregation.PrepareRequest.class,
                    lease.taking(WindowAggregation.PrepareRequest::run, stage::prepare)),
            "publish",
                new Phase<>(
                    WindowAggregation.PhaseRequest.class,
                    lease.requiring(WindowAggregation.PhaseRequest::run, stage::publish)),
            "complete",
                new Phase<>(
                    WindowAggregation.PhaseRequest.class,
                    lease.requiring(WindowAggregation.PhaseRequest::run, stage::complete))));
  }
}
