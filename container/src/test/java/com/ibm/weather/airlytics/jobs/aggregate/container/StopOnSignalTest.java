package com.ibm.weather.airlytics.jobs.aggregate.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Configurations;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Eventually;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import java.nio.file.Path;
import java.util.List;
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
                .object("configurations/LTV.json", Configurations.valid().toString());
        JobProcess job = JobProcess.start(folder.resolve("log"), CommandFixture.environment(aws))) {
      Eventually.until(
          "both queries of CheckLastDay run",
          () -> aws.requests("StartQueryExecution").size() == 2);
      job.terminate();
      assertThat(job.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(aws.requests("StopQueryExecution"))
          .extracting(request -> request.field("QueryExecutionId"))
          .containsExactlyInAnyOrder("query-1", "query-2");
      List<String> lines = job.lines();
      assertThat(lines.get(lines.size() - 1))
          .endsWith("ERROR The run was stopped. The next run carries on where this one stopped.");
      assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
    }
  }
}
