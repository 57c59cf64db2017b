package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a completed stage has counted, for metrics: only numbers that it really knows.
 *
 * @param counts the counts by the names of their metrics, in the order in which they were added
 */
record Figures(Run run, Stage stage, LocalDate day, Map<String, Long> counts) {

  Figures {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  static Figures of(Run run, Stage stage, LocalDate day) {
    return new Figures(run, stage, day, Map.of());
  }

  static Figures of(Run run, StageOutcome outcome) {
    return of(run, outcome.stage(), outcome.day());
  }

  /** These figures and one more. */
  Figures count(String metric, long value) {
    Map<String, Long> more = new LinkedHashMap<>(counts);
    more.put(metric, value);
    return new Figures(run, stage, day, more);
  }
}
