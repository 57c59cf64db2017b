package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

  private Numbers() {}

  /** A count: 1,234. */
  public static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A ratio or another small number with two digits. */
  public static String decimal(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  /** Seconds, or longer units. */
  public static String time(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 7200) {
      return String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }
    return String.format(Locale.ROOT, "%,.1f h", seconds / 3600);
  }

  /** Bytes in units of a thousand, as Athena bills them. */
  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }

  /** The same for a number of bytes that was counted. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** Memory, in the units of its limits. */
  public static String memory(double bytes) {
    return String.format(Locale.ROOT, "%,.0f MiB", bytes / (1 << 20));
  }

  /** US dollars. */
  public static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 10 ? "$%,.3f" : "$%,.0f", dollars);
  }

  /** 1 billion, 1 M, 500 k: for names. */
  public static String rounded(double value) {
    if (value >= 1e9 && value % 1e9 == 0) {
      return count(value / 1e9) + " billion";
    }
    if (value >= 1e6 && value % 1e6 == 0) {
      return count(value / 1e6) + " M";
    }
    return value >= 1e3 && value % 1e3 == 0 ? count(value / 1e3) + " k" : count(value);
  }
}
