package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers Airlock's import of a day's CSV, since Airlock forgets old ones. A failed import is not
 * remembered: another may be asked for.
 *
 * @param s3File the file
 * @param airlock the base URL of the Airlock that was asked; one server may have several
 * @param target where to: product and table, and whether of the development users
 * @param job Airlock's id of the import
 */
record ImportMarker(String s3File, String airlock, String target, String job) {

  ImportMarker {
    Objects.requireNonNull(s3File);
    Objects.requireNonNull(airlock);
    Objects.requireNonNull(target);
    Objects.requireNonNull(job);
  }

  static ImportMarker of(Run run, CsvMarker csv, String job) {
    Configuration configuration = run.configuration();
    return new ImportMarker(
        csv.s3File(), configuration.airlockApiBaseUrl(), target(configuration), job);
  }

  /** The marker of a CSV; empty when no import of it is known. */
  static Optional<ImportMarker> read(Run run, CsvMarker csv, DataLake dataLake) {
    try {
      return dataLake
          .read(run.csvFolder().bucket(), key(run))
          .map(text -> Json.read(text, ImportMarker.class, key(run)))
          .filter(marker -> marker.s3File().equals(csv.s3File()));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** Writes over the marker, so that nobody needs the right to delete here. */
  static void forget(Run run, DataLake dataLake) {
    new ImportMarker("", "", "", "").write(run, dataLake);
  }

  void write(Run run, DataLake dataLake) {
    dataLake.write(run.csvFolder().bucket(), key(run), Json.write(this));
  }

  /** Whether the import goes where the run's configuration says. */
  boolean servesTargetOf(Run run) {
    return target.equals(target(run.configuration()));
  }

  /** Whether it was asked of the Airlock that the run's configuration names. */
  boolean isOfAirlockOf(Run run) {
    return airlock.equals(run.configuration().airlockApiBaseUrl());
  }

  private static String target(Configuration configuration) {
    return "product %s table %s%s"
        .formatted(
            configuration.airlockProductId(),
            configuration.importTargetTable(),
            configuration.devUsers() ? " of the development users" : "");
  }

  private static String key(Run run) {
    return run.csvFolder().key("_IMPORT_" + run.csvName());
  }
}
