package com.ibm.weather.airlytics.jobs.aggregate.local.faults;

/**
 * A call of any of several services.
 *
 * @param number its place among the calls of all of them, in the order of their arrival, from 1
 * @param service which of them was called
 * @param call the call as the service's own proxy counts it
 */
public record RemoteCall(int number, Service service, Call call) {

  /** Such as {@code call 17, S3 PUT /bucket/key}. */
  @Override
  public String toString() {
    String query = call.query().isEmpty() ? "" : "?" + call.query();
    return "call %d, %s %s"
        .formatted(
            number, service, call.operation().orElse(call.method() + " " + call.path() + query));
  }
}
