package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

import java.util.Optional;

/**
 * A call that reached the proxy.
 *
 * @param number its place among all calls, from 1
 * @param occurrence its place among the calls of the same method, path and operation, from 1
 * @param method such as {@code POST}
 * @param path as the client sent it, without the query
 * @param query what follows the question mark; may be empty
 * @param operation the header {@code X-Amz-Target}, such as {@code
 *     AmazonAthena.StartQueryExecution}
 */
public record Call(
    int number,
    int occurrence,
    String method,
    String path,
    String query,
    Optional<String> operation) {}
