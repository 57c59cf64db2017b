package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import java.util.Set;
import software.amazon.awssdk.services.athena.model.AthenaRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;

/**
 * What IAM is asked for a function's request to Athena. All are about the work group of the
 * queries:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html
 */
final class QueryCalls {

  private static final Set<Class<?>> KNOWN =
      Set.of(
          ListQueryExecutionsRequest.class,
          BatchGetQueryExecutionRequest.class,
          StopQueryExecutionRequest.class);

  private QueryCalls() {}

  /**
   * The call of a request.
   *
   * @throws IllegalArgumentException for an operation that is not known here
   */
  static Call of(AthenaRequest request) {
    String name = request.getClass().getSimpleName();
    if (!KNOWN.contains(request.getClass())) {
      throw new IllegalArgumentException("%s: add which permissions it needs".formatted(name));
    }
    return Call.of("athena:" + name.replaceAll("Request$", ""), Recording.WORK_GROUP);
  }
}
