package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

/**
 * A column of a table or of a query's result.
 *
 * @param name the name in lower case, as the catalog keeps it
 * @param type the type in Hive's spelling, for example {@code string}, {@code bigint} or {@code
 *     decimal(10,2)}
 */
public record Column(String name, String type) {}
