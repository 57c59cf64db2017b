package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage DailyAggregation. */
public final class DailyAggregationHandler extends StageHandler {

  /** For AWS Lambda. */
  public DailyAggregationHandler() {
    this(
        FunctionEnvironment.dataLake(),
        FunctionEnvironment.earlierQueries(),
        FunctionEnvironment.metrics());
  }

  /** Without metrics. */
  public DailyAggregationHandler(DataLake dataLake, EarlierQueries queries) {
    this(dataLake, queries, StageMetrics.none());
  }

  DailyAggregationHandler(DataLake dataLake, EarlierQueries queries, StageMetrics metrics) {
    this(
        new DailyAggregation(dataLake, Attempt::next, queries),
        new LeaseGuard(dataLake, Stage.DAILY_AGGREGATION),
        metrics);
  }

  private DailyAggregationHandler(DailyAggregation stage, LeaseGuard lease, StageMetrics metrics) {
    super(
        Map.of(
            "prepare",
                new Phase<>(
                    DailyAggregation.PrepareRequest.class,
                    lease.taking(DailyAggregation.PrepareRequest::run, stage::prepare)),
            "complete",
                new Phase<>(
                    DailyAggregation.CompleteRequest.class,
                    lease.requiring(
                        DailyAggregation.CompleteRequest::run,
                        metrics.of(stage::complete, DailyAggregationHandler::figures)))));
  }

  private static Figures figures(
      DailyAggregation.CompleteRequest request, DailyAggregation.DayOutcome outcome) {
    Figures figures = Figures.of(request.run(), Stage.DAILY_AGGREGATION, outcome.day());
    if (request.plan().done()) {
      return figures;
    }
    return figures
        .count("Users", outcome.users())
        .count("Events", outcome.events())
        .count("RejectedValues", outcome.rejected())
        .count("EventsWithoutUser", outcome.withoutUser());
  }
}
