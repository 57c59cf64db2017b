package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Says which endpoint did not answer: the SDK alone says "Connection refused" and not where. */
final class EndpointInMessages implements ExecutionInterceptor {

  @Override
  public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes attributes) {
    Throwable exception = failed.exception();
    boolean unanswered =
        exception instanceof SdkClientException
            && !(exception instanceof AbortedException)
            && failed.httpResponse().isEmpty();
    return unanswered
        ? failed.httpRequest().map(request -> withEndpoint(request, exception)).orElse(exception)
        : exception;
  }

  private static Throwable withEndpoint(SdkHttpRequest request, Throwable exception) {
    return SdkClientException.create(
        "%s://%s:%d: %s"
            .formatted(request.protocol(), request.host(), request.port(), exception.getMessage()),
        exception);
  }
}
