package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import java.util.Optional;

/**
 * A table as a statement names it.
 *
 * @param database in lower case; empty when the statement leaves it to the execution's context
 * @param name in lower case
 */
public record TableName(Optional<String> database, String name) {}
