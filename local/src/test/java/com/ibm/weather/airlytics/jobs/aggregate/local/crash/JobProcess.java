package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.ibm.weather.airlytics.jobs.aggregate.container.EventAggregatorCommand;
import com.ibm.weather.airlytics.jobs.aggregate.local.FastJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of the whole job in a process of its own, as in a pod.
 *
 * @param log the file that it writes its log to
 */
record JobProcess(Process process, Path log) {

  private static final int PATIENCE_SECONDS = 120;

  static JobProcess start(FastJava java, Site site, LocalDate today) {
    try {
      Path log = Files.createTempFile(site.folder(), "job", ".log");
      ProcessBuilder builder =
          java.process(
              "-Dlogback.configurationFile=logback.xml",
              EventAggregatorCommand.class.getName(),
              "--today",
              today.toString());
      builder.environment().clear();
      builder.environment().putAll(site.environment());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new JobProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it has ended within a time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until it has ended, which must be well; returns the last line of its log. */
  String requireDone() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("the process has not ended: " + lines());
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("exit code %d: %s".formatted(process.exitValue(), lines()));
    }
    List<String> lines = lines();
    return lines.get(lines.size() - 1);
  }

  /** Like {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
