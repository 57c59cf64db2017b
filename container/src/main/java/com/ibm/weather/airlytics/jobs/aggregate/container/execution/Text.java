package com.ibm.weather.airlytics.jobs.aggregate.container.execution;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them in a log. */
final class Text {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final double STEP = 1000;
  private static final double ROUNDED_TO_STEP = 999.95;

  private Text() {}

  /** {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 12 rows}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 999 B}, {@code 1.2 MB}: powers of 1,000. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= ROUNDED_TO_STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** {@code 0.4 s}, {@code 3 min 05 s}. */
  static String duration(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(1)) < 0
        ? String.format(Locale.ROOT, "%d.%d s", duration.toSeconds(), duration.toMillisPart() / 100)
        : String.format(
            Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }
}
