package com.ibm.weather.airlytics.jobs.aggregate.services;

import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param configurationUri where the configuration is; empty for the environment's
 * @param today the run date; empty for that of the start, in UTC
 * @param stage the only stage to run; empty for all
 * @param day the day to run it for; empty for the newest that fits
 * @param reprocess the days to do again; empty for none
 * @param startTime when the run started
 */
public record JobRequest(
    Optional<String> configurationUri,
    Optional<LocalDate> today,
    Optional<Stage> stage,
    Optional<LocalDate> day,
    Optional<DayRange> reprocess,
    Instant startTime) {

  /** A run of the whole job, as the CronJob asks for it. */
  public static JobRequest wholeJob(
      Optional<String> configurationUri, Optional<LocalDate> today, Instant startTime) {
    return new JobRequest(
        configurationUri, today, Optional.empty(), Optional.empty(), Optional.empty(), startTime);
  }
}
