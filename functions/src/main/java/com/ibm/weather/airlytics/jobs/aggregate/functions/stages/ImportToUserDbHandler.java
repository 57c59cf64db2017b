package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockCredentials;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The function behind the stage ImportToUserDb. */
public final class ImportToUserDbHandler extends StageHandler {

  /** For AWS Lambda. */
  public ImportToUserDbHandler() {
    this(
        FunctionEnvironment.dataLake(),
        FunctionEnvironment.airlockCredentials(),
        FunctionEnvironment.metrics());
  }

  /** Without metrics. */
  public ImportToUserDbHandler(DataLake dataLake, Optional<AirlockCredentials> credentials) {
    this(dataLake, () -> credentials);
  }

  /**
   * Without metrics.
   *
   * @param credentials asked anew each time
   */
  public ImportToUserDbHandler(
      DataLake dataLake, Supplier<Optional<AirlockCredentials>> credentials) {
    this(dataLake, credentials, StageMetrics.none());
  }

  ImportToUserDbHandler(
      DataLake dataLake, Supplier<Optional<AirlockCredentials>> credentials, StageMetrics metrics) {
    this(
        new ImportToUserDb(dataLake, credentials),
        new LeaseGuard(dataLake, Stage.IMPORT_TO_USER_DB),
        metrics);
  }

  private ImportToUserDbHandler(ImportToUserDb stage, LeaseGuard lease, StageMetrics metrics) {
    super(
        Map.of(
            "check", new Phase<>(ImportToUserDb.CheckRequest.class, stage::check),
            "prepare",
                new Phase<>(
                    ImportToUserDb.PrepareRequest.class,
                    lease.taking(ImportToUserDb.PrepareRequest::run, stage::prepare)),
            "start",
                new Phase<>(
                    ImportToUserDb.StartRequest.class,
                    lease.requiring(
                        ImportToUserDb.StartRequest::run,
                        metrics.of(
                            stage::start,
                            (request, progress) -> figures(request.run(), progress)))),
            "follow",
                new Phase<>(
                    ImportToUserDb.FollowRequest.class,
                    lease.requiring(
                        ImportToUserDb.FollowRequest::run,
                        metrics.of(
                            stage::follow,
                            (request, progress) -> figures(request.run(), progress))))));
  }

  /** This is the last stage of the whole job, also when it has nothing to import. */
  private static Figures figures(Run run, ImportProgress progress) {
    Figures figures = Figures.of(run, progress.outcome());
    if (!progress.finished()) {
      return figures;
    }
    Figures imported = figures.count("ImportedUsers", progress.outcome().rows());
    return run.redo() ? imported : imported.count("RunsDone", 1);
  }
}
