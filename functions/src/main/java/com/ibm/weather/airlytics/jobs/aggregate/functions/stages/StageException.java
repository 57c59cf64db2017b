package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.LocalDate;

/** A stage found something that must not be; the state machine tries the stage again. */
public final class StageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StageException(Stage stage, LocalDate day, String message) {
    super("%s of %s: %s".formatted(stage, day, message));
  }

  public StageException(Stage stage, LocalDate day, String message, Throwable cause) {
    super("%s of %s: %s".formatted(stage, day, message), cause);
  }
}
