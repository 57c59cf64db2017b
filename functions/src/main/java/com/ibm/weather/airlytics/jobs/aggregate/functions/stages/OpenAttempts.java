package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.OwnStatements;
import java.time.LocalDate;

/** The attempts at the stages that have begun and not ended, each with its own ground. */
final class OpenAttempts {

  private final DataLake dataLake;
  private final EarlierQueries queries;

  OpenAttempts(DataLake dataLake, EarlierQueries queries) {
    this.dataLake = dataLake;
    this.queries = queries;
  }

  /** The attempt at aggregating a day: a run's days are aggregated side by side. */
  OpenAttempt ofDay(Run run, LocalDate day) {
    Stage stage = Stage.DAILY_AGGREGATION;
    return new OpenAttempt(
        dataLake, queries, run, stage, day, stage + "_" + day, statements(run).ofDay(day));
  }

  /** The attempt at the windows, of all days, since each day's switches the same tables. */
  OpenAttempt ofWindows(Run run) {
    Stage stage = Stage.WINDOW_AGGREGATION;
    return new OpenAttempt(
        dataLake, queries, run, stage, run.day(), stage.stateName(), statements(run).ofWindows());
  }

  /** The attempt at the CSV, of all days, since a day that is given up may never be tried again. */
  OpenAttempt ofCsv(Run run) {
    Stage stage = Stage.EXPORT_CSV;
    return new OpenAttempt(
        dataLake, queries, run, stage, run.day(), stage.stateName(), statements(run).ofCsv());
  }

  private static OwnStatements statements(Run run) {
    return new OwnStatements(run.configuration());
  }
}
