package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Every request to AWS and every answer is a sign of life, those of retries too; but not those that
 * only keep the lease, whatever the run does.
 */
record SignsOfLife(Progress progress) implements ExecutionInterceptor {

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    goOn();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    goOn();
  }

  private void goOn() {
    if (progress.isAtWork()) {
      progress.goOn();
    }
  }
}
