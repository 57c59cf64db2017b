package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.LocalDate;

/**
 * Airlock was asked for an import, and it failed or did not end in time. Trying the stage again
 * would ask for another import at once, so the run fails, and a person looks.
 */
public final class ImportFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ImportFailedException(LocalDate day, String message) {
    super("%s of %s: %s".formatted(Stage.IMPORT_TO_USER_DB, day, message));
  }
}
