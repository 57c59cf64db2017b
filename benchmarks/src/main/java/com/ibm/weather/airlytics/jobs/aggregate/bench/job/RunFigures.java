package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run told in its metrics.
 *
 * @param stageSeconds how long each stage took
 * @param statements how many Athena statements it ran
 * @param data how many of those were DML
 * @param scannedBytes what they read
 */
public record RunFigures(
    Map<String, Double> stageSeconds, int statements, int data, long scannedBytes) {

  private static final Pattern LINE =
      Pattern.compile("(?m)^airlytics_(\\w+)\\{([^}]*stage=\"(\\w+)\"[^}]*)} (\\S+)$");

  public RunFigures {
    stageSeconds = Map.copyOf(stageSeconds);
  }

  /** Reads them out of Prometheus' text. */
  static RunFigures read(String metrics) {
    Map<String, Double> seconds = new TreeMap<>();
    int statements = 0;
    int data = 0;
    long bytes = 0;
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      double value = Double.parseDouble(line.group(4));
      switch (line.group(1)) {
        case "stage_duration_seconds" -> seconds.put(line.group(3), value);
        case "athena_statements_total" -> {
          statements += (int) value;
          data += line.group(2).contains("type=\"DML\"") ? (int) value : 0;
        }
        case "athena_scanned_bytes_total" -> bytes += (long) value;
        default -> {
          // A metric of another kind.
        }
      }
    }
    return new RunFigures(seconds, statements, data, bytes);
  }

  /** The seconds of a stage, 0 when it did not run. */
  public double seconds(String stage) {
    return stageSeconds.getOrDefault(stage, 0.0);
  }
}
