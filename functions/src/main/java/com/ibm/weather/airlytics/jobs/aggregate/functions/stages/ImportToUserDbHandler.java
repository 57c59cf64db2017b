package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.Map;
import java.util.Optional;

/** The function behind the stage ImportToUserDb. */
public final class ImportToUserDbHandler extends StageHandler {

  /** For AWS Lambda. */
  public ImportToUserDbHandler() {
    this(FunctionEnvironment.dataLake(), FunctionEnvironment.airlockCredentials());
  }

  public ImportToUserDbHandler(DataLake dataLake, Optional<AirlockCredentials> credentials) {
    this(new ImportToUserDb(dataLake, credentials));
  }

  private ImportToUserDbHandler(ImportToUserDb stage) {
    super(
        Map.of(
            "prepare", new Phase<>(ImportToUserDb.PrepareRequest.class, stage::prepare),
            "complete", new Phase<>(ImportToUserDb.CompleteRequest.class, stage::complete)));
  }
}
