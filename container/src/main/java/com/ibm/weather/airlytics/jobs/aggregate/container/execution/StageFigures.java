package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a stage took and did.
 *
 * @param stage the stage's name
 * @param duration how long it took, retries included
 * @param statements the Athena statements it ran, failed ones included
 * @param dataStatements how many of those were DML
 * @param scannedBytes what they read
 * @param rows the rows that the stage wrote; empty when it does not count them
 * @param message what happened, for a person
 */
public record StageFigures(
    String stage,
    Duration duration,
    int statements,
    int dataStatements,
    long scannedBytes,
    OptionalLong rows,
    String message) {}
