package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage ExportCsv. */
public final class ExportCsvHandler extends StageHandler {

  /** For AWS Lambda. */
  public ExportCsvHandler() {
    this(
        FunctionEnvironment.dataLake(),
        FunctionEnvironment.earlierQueries(),
        FunctionEnvironment.metrics());
  }

  /** Without metrics. */
  public ExportCsvHandler(DataLake dataLake, EarlierQueries queries) {
    this(dataLake, queries, StageMetrics.none());
  }

  ExportCsvHandler(DataLake dataLake, EarlierQueries queries, StageMetrics metrics) {
    this(
        new ExportCsv(dataLake, Attempt::next, queries),
        new LeaseGuard(dataLake, Stage.EXPORT_CSV),
        metrics);
  }

  private ExportCsvHandler(ExportCsv stage, LeaseGuard lease, StageMetrics metrics) {
    super(
        Map.of(
            "prepare",
                new Phase<>(
                    ExportCsv.PrepareRequest.class,
                    lease.taking(ExportCsv.PrepareRequest::run, stage::prepare)),
            "complete",
                new Phase<>(
                    ExportCsv.CompleteRequest.class,
                    lease.requiring(
                        ExportCsv.CompleteRequest::run,
                        metrics.of(stage::complete, ExportCsvHandler::figures)))));
  }

  private static Figures figures(ExportCsv.CompleteRequest request, StageOutcome outcome) {
    return Figures.of(request.run(), outcome).count("ExportedUsers", outcome.rows());
  }
}
