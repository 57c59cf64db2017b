package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import com.ibm.weather.airlytics.jobs.aggregate.bench.ResidentMemory;
import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the container's command as the image does: with its JVM options, in a process of its own.
 */
final class JobProcess {

  /** The options of the image's ENTRYPOINT; a quarter of the documented limit of 256 MiB. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData");

  private static final int POLL_MILLISECONDS = 5;

  /** How a process went. */
  record Outcome(Instant started, Instant ended, Duration cpuTime, long peakBytes) {}

  private JobProcess() {}

  /**
   * Runs it to its end.
   *
   * @param log where its log goes
   * @throws IllegalStateException with the log when it does not end well
   */
  static Outcome run(Map<String, String> environment, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), EventAggregatorCommand.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().putAll(environment);
    Instant started = Instant.now();
    Process process = builder.start();
    try {
      long peak = 0;
      Duration cpuTime = Duration.ZERO;
      do {
        peak = Math.max(peak, ResidentMemory.peakBytes(process.pid()));
        cpuTime = process.info().totalCpuDuration().orElse(cpuTime);
      } while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS));
      Instant ended = Instant.now();
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "the job ended with %d:%n%s".formatted(process.exitValue(), Files.readString(log)));
      }
      return new Outcome(started, ended, cpuTime, peak);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
