package com.ibm.weather.airlytics.jobs.aggregate.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this process, which other processes on the machine hardly change. */
public final class CpuTime {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long start = SYSTEM.getProcessCpuTime();

  private CpuTime() {}

  /** Begins to count. */
  public static CpuTime start() {
    return new CpuTime();
  }

  /** The processor time since then, in seconds. */
  public double seconds() {
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }
}
