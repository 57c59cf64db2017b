package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Call;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Proxies before S3 and Athena that do something at a certain call of either. */
final class Interruption implements AutoCloseable {

  private final AtomicInteger calls = new AtomicInteger();
  private final int wanted;
  private final Runnable action;
  private final FaultProxy s3;
  private final FaultProxy athena;

  /**
   * @param wanted the number of the call, from 1
   * @param action done before the call is passed on
   */
  Interruption(LocalServices services, int wanted, Runnable action) {
    this.wanted = wanted;
    this.action = action;
    this.s3 = FaultProxy.before(services.s3().endpoint(), this::next);
    this.athena = FaultProxy.before(services.athena().endpoint(), this::next);
  }

  private Fault next(Call call) {
    if (calls.incrementAndGet() == wanted) {
      action.run();
    }
    return Fault.pass();
  }

  /** The environment variables that lead clients here. */
  Map<String, String> endpoints() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", s3.url().toString(),
        "AWS_ENDPOINT_URL_ATHENA", athena.url().toString());
  }

  @Override
  public void close() {
    s3.close();
    athena.close();
  }
}
