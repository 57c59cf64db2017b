package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;

/**
 * Remembers which attempt at the windows is the newest, of all runs and days. Only that one may go
 * on: an older one, redriven after other runs, would show an older day again, or publish what
 * another attempt left half written. The object lies beside the daily aggregates, of which there is
 * one folder whatever the windows are.
 */
final class NewestAttempt {

  private static final String OBJECT = "_WINDOW_ATTEMPT";

  private final DataLake dataLake;
  private final Folder folder;

  NewestAttempt(DataLake dataLake, Run run) {
    this.dataLake = dataLake;
    this.folder = run.dailyFolder();
  }

  void begin(Attempt attempt) {
    dataLake.write(folder.bucket(), folder.key(OBJECT), attempt.id().toString());
  }

  /** Whether no other attempt has begun since the one with this id. */
  boolean is(String id) {
    return dataLake.read(folder.bucket(), folder.key(OBJECT)).filter(id::equals).isPresent();
  }
}
