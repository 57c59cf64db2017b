package com.ibm.weather.airlytics.jobs.aggregate.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementRunsTest {

  private static final Instant START = Instant.parse("2021-07-02T03:00:00Z");

  private static StatementRun run(boolean data, long submitted, long began, long ended) {
    return new StatementRun(
        "SELECT 1",
        data,
        START.plusMillis(submitted),
        START.plusMillis(ended),
        Duration.ofMillis(ended - began),
        1000);
  }

  @Test
  void engineIsBusyOnceWhereQueriesOverlap() {
    StatementRuns runs =
        new StatementRuns(
            List.of(
                run(true, 0, 100, 300),
                run(true, 0, 200, 250),
                run(true, 0, 280, 400),
                run(true, 0, 900, 1000)));

    assertThat(runs.busy()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void statementsSideBySideCountOnceInTheChain() {
    StatementRuns runs =
        new StatementRuns(
            List.of(
                run(true, 0, 0, 100),
                run(true, 10, 10, 90),
                run(true, 110, 110, 200),
                run(true, 120, 120, 300),
                run(true, 310, 310, 320)));

    assertThat(runs.oneAfterAnother()).isEqualTo(3);
  }

  @Test
  void athenaBillsTenMegabytesAtLeastAndNothingForDdl() {
    StatementRuns runs = new StatementRuns(List.of(run(true, 0, 0, 1), run(false, 0, 0, 1)));

    assertThat(runs.billedBytes()).isEqualTo(10_000_000);
    assertThat(runs.data()).isEqualTo(1);
  }
}
