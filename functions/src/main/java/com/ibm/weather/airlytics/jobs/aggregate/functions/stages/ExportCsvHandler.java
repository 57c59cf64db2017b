package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage ExportCsv. */
public final class ExportCsvHandler extends StageHandler {

  /** For AWS Lambda. */
  public ExportCsvHandler() {
    this(FunctionEnvironment.dataLake());
  }

  public ExportCsvHandler(DataLake dataLake) {
    this(new ExportCsv(dataLake, Attempt::next));
  }

  private ExportCsvHandler(ExportCsv stage) {
    super(
        Map.of(
            "prepare", new Phase<>(ExportCsv.PrepareRequest.class, stage::prepare),
            "complete", new Phase<>(ExportCsv.CompleteRequest.class, stage::complete)));
  }
}
