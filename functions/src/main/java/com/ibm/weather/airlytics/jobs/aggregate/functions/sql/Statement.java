package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

/**
 * An Athena statement to run.
 *
 * @param name what it does, for logs and graphs, for example {@code WriteWindow 7 days}
 * @param sql the text
 * @param token the ClientRequestToken, 32 to 128 characters: unique per statement and attempt,
 *     since Athena answers a known token with the old execution, even a failed one
 */
public record Statement(String name, String sql, String token) {}
