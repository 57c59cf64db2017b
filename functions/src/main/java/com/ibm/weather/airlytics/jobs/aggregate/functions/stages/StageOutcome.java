package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import java.time.LocalDate;

/**
 * What a stage did, for logs and the run's summary.
 *
 * @param stage the stage
 * @param day the day it worked on
 * @param rows the rows it wrote or handed on; 0 when it did nothing or does not count them
 * @param message what happened, for a person
 */
public record StageOutcome(Stage stage, LocalDate day, long rows, String message) {}
