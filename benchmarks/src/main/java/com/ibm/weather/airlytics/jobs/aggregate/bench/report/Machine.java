package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a report was measured on. */
public final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Its processors, memory, operating system and Java, in a line. */
  public static String description() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "%d threads of %s, %d GiB of memory, %s, Java %s"
        .formatted(
            system.getAvailableProcessors(),
            processor(),
            Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
            system.getName(),
            System.getProperty("java.version"));
  }

  private static String processor() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
