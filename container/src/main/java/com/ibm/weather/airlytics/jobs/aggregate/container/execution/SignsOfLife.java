package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Every request to AWS and every answer is a sign of life, those of retries too. */
record SignsOfLife(Progress progress) implements ExecutionInterceptor {

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    progress.goOn();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    progress.goOn();
  }
}
