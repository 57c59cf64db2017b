package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

/**
 * How far an import is that is waited for. The time that was waited is the sum of the pauses and of
 * the time that Airlock took to answer, since a stage is not told when the run began to wait.
 *
 * @param finished whether there is nothing to wait for any more
 * @param job Airlock's id of the import; empty when there is none
 * @param asked how it was asked for, for a person
 * @param waitedSeconds how long it was waited so far
 * @param waitSeconds the next pause; 0 when it is finished
 * @param outcome what has happened so far
 */
record ImportProgress(
    boolean finished,
    String job,
    String asked,
    int waitedSeconds,
    int waitSeconds,
    StageOutcome outcome) {

  private static final int LONGEST_PAUSE = 60;

  static ImportProgress finished(StageOutcome outcome) {
    return new ImportProgress(true, "", "", 0, 0, outcome);
  }

  static ImportProgress begun(String job, String asked, StageOutcome outcome) {
    return new ImportProgress(false, job, asked, 0, 0, outcome);
  }

  /** The progress at the end of the pause. */
  ImportProgress waited() {
    return waited(waitSeconds);
  }

  /** The progress after some more seconds. */
  ImportProgress waited(int seconds) {
    return new ImportProgress(finished, job, asked, waitedSeconds + seconds, waitSeconds, outcome);
  }

  /**
   * Another pause, twice as long as the last one, up to a minute.
   *
   * @param limitSeconds how long to wait in all
   */
  ImportProgress waiting(int limitSeconds, StageOutcome now) {
    int pause = Math.min(Math.max(1, 2 * waitSeconds), LONGEST_PAUSE);
    return new ImportProgress(
        false,
        job,
        asked,
        waitedSeconds,
        Math.max(1, Math.min(pause, limitSeconds - waitedSeconds)),
        now);
  }
}
