package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a process as Linux tells it; elsewhere, 0. */
public final class ResidentMemory {

  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /** https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html */
  private static final String FORGET_PEAK = "5";

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private ResidentMemory() {}

  /** Lets the peak of this process begin anew. */
  public static void forgetPeak() throws IOException {
    Path file = THIS_PROCESS.resolve("clear_refs");
    if (Files.isWritable(file)) {
      Files.writeString(file, FORGET_PEAK);
    }
  }

  /** The most that was resident of this process. */
  public static long peakBytes() {
    return peak(THIS_PROCESS);
  }

  /** The most that was resident of another process; 0 when it has ended. */
  public static long peakBytes(long process) {
    return peak(Path.of("/proc", Long.toString(process)));
  }

  private static long peak(Path process) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(process.resolve("status")));
      return peak.find() ? Long.parseLong(peak.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
