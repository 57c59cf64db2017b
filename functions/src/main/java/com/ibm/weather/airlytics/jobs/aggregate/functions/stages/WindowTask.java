package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

/** What is left to do for a window's snapshot of a day. */
enum WindowTask {
  /** It is there, and the table shows it or a newer one. */
  NOTHING,
  /** It is written, and a newer one is shown already: only its marker is missing. */
  MARK,
  /** It is written; the table does not show it yet. */
  PUBLISH,
  /** It has to be written, but the table shows a newer one. */
  WRITE,
  /** It has to be written, and then the table has to show it. */
  WRITE_AND_PUBLISH;

  boolean isWork() {
    return this != NOTHING;
  }

  boolean writes() {
    return this == WRITE || this == WRITE_AND_PUBLISH;
  }

  boolean publishes() {
    return this == PUBLISH || this == WRITE_AND_PUBLISH;
  }
}
