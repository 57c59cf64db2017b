package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import java.util.Optional;

/**
 * What a caller asks to run.
 *
 * @param sql the statement
 * @param token {@code ClientRequestToken}
 * @param database the database that unqualified names are in
 * @param outputFolder {@code ResultConfiguration.OutputLocation}
 * @param workGroup the work group
 */
public record QueryRequest(
    String sql,
    Optional<String> token,
    String database,
    Optional<String> outputFolder,
    String workGroup) {}
