package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxies;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.RemoteCall;
import java.time.Duration;
import java.util.Locale;

/** What may happen to a run at one of its calls. */
enum Disturbance {
  /** The process is gone before the call is made. */
  CRASHES_BEFORE,
  /** The process is gone after the call was made, and before it hears the answer. */
  CRASHES_AFTER,
  /** The service hangs up and has done nothing. */
  HEARS_NOTHING_BEFORE_THE_WORK_OF,
  /** The service hangs up and has done all. */
  HEARS_NOTHING_AFTER_THE_WORK_OF,
  /** The service fails and has done nothing. */
  HEARS_OF_A_FAILURE_BEFORE_THE_WORK_OF,
  /** The service fails and has done all. */
  HEARS_OF_A_FAILURE_AFTER_THE_WORK_OF,
  /** The service has too many calls. */
  IS_THROTTLED_AT,
  /** The service takes its time. */
  WAITS_FOR;

  private static final Duration DELAY = Duration.ofMillis(300);

  Fault fault(RemoteCall call, FaultProxies proxies) {
    return switch (this) {
      case CRASHES_BEFORE -> proxies.cutOff();
      case CRASHES_AFTER -> proxies.cutOff().afterWork();
      case HEARS_NOTHING_BEFORE_THE_WORK_OF -> Fault.drop();
      case HEARS_NOTHING_AFTER_THE_WORK_OF -> Fault.drop().afterWork();
      case HEARS_OF_A_FAILURE_BEFORE_THE_WORK_OF -> call.service().failed();
      case HEARS_OF_A_FAILURE_AFTER_THE_WORK_OF -> call.service().failed().afterWork();
      case IS_THROTTLED_AT -> call.service().throttled();
      case WAITS_FOR -> Fault.pass().after(DELAY);
    };
  }

  /** Such as {@code crashes after}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
