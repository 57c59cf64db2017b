package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.athena.model.AthenaRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Writes down what the clients of a function ask S3 and Athena for. */
final class CallRecorder implements ExecutionInterceptor {

  private final Set<Call> calls = new ConcurrentSkipListSet<>(Comparator.comparing(Call::toString));

  Set<Call> calls() {
    return calls;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    calls.addAll(
        context.request() instanceof AthenaRequest athena
            ? List.of(QueryCalls.of(athena))
            : S3Calls.of(context.request()));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof NoSuchKeyException) {
      calls.addAll(S3Calls.ofMissing(context.request()));
    }
  }
}
