package com.ibm.weather.airlytics.jobs.aggregate.local.airlock;

/** A request that is answered with an error status and the reason. */
final class RequestRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  RequestRefused(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
