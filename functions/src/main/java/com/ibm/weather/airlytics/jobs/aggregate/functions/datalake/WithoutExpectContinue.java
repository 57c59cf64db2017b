package com.ibm.weather.airlytics.jobs.aggregate.functions.datalake;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Has an S3 client send its bodies at once. The SDK asks with {@code Expect: 100-continue} first,
 * and when the server has closed the kept connection meanwhile, the JDK's client fails in a way
 * that the SDK does not retry. Our bodies are markers of a few bytes: asking first gains nothing.
 */
public final class WithoutExpectContinue implements ExecutionInterceptor {

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder().removeHeader("Expect").build();
  }
}
