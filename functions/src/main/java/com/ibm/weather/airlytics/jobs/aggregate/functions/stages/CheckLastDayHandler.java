package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.util.Map;

/** The function behind the stage CheckLastDay. */
public final class CheckLastDayHandler extends StageHandler {

  /** For AWS Lambda. */
  public CheckLastDayHandler() {
    this(FunctionEnvironment.dataLake(), FunctionEnvironment.configurations());
  }

  public CheckLastDayHandler(DataLake dataLake, ConfigurationSource configurations) {
    this(new CheckLastDay(dataLake, configurations, Attempt::next));
  }

  private CheckLastDayHandler(CheckLastDay stage) {
    super(
        Map.of(
            "prepare", new Phase<>(CheckLastDay.PrepareRequest.class, stage::prepare),
            "complete", new Phase<>(CheckLastDay.CompleteRequest.class, stage::complete)));
  }
}
