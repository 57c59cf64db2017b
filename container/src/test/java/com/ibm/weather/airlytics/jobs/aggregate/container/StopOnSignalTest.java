package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod that is told to end: a real process that gets a real SIGTERM. */
class StopOnSignalTest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir Path folder;

  @Test
  void stopsItsQueriesAndEndsSoonWithAWordOfWhy() throws Exception {
    try (FakeAws aws =
        new FakeAws()
            .queriesAre("RUNNING")
            .object("configurations/LTV.json", Configurations.valid().toString())) {
      Path log = folder.resolve("log");
      Process job = start(aws, log);
      try {
        Eventually.until(
            "both queries of CheckLastDay run",
            () -> aws.requests("StartQueryExecution").size() == 2);
        job.destroy();
        assertThat(job.waitFor(15, TimeUnit.SECONDS)).isTrue();
      } finally {
        job.destroyForcibly();
      }
      assertThat(job.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(aws.requests("StopQueryExecution"))
          .extracting(request -> request.field("QueryExecutionId"))
          .containsExactlyInAnyOrder("query-1", "query-2");
      List<String> lines = Files.readAllLines(log);
      assertThat(lines.get(lines.size() - 1))
          .endsWith("ERROR The run was stopped. The next run carries on where this one stopped.");
      assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
    }
  }

  private static Process start(FakeAws aws, Path log) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            EventAggregatorCommand.class.getName());
    builder.environment().clear();
    builder.environment().putAll(CommandFixture.environment(aws));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }
}
