package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionLogTest {

  private static final Instant START = Instant.parse("2021-07-10T03:01:02Z");

  @TempDir private Path folder;

  private ExecutionLog open(int kept) {
    return new ExecutionLog(folder, kept, Clock.systemUTC());
  }

  private static QueryExecution queued(int number) {
    return new QueryExecution(
        "id-" + number,
        new QueryRequest(
            "SELECT " + number,
            Optional.of("token-" + number),
            "default",
            Optional.of("s3://lake/results/"),
            "primary"),
        StatementKind.SELECT,
        "s3://lake/results/id-" + number + ".csv",
        QueryStatus.queued(START.plusSeconds(number)),
        QueryStatistics.NONE,
        QueryOutcome.NOTHING);
  }

  private static void addEnded(ExecutionLog log, int number) {
    log.add(queued(number));
    log.change(
        "id-" + number,
        execution ->
            execution.ended(
                execution.status().succeeded(START.plusSeconds(number + 1)),
                new QueryStatistics(Duration.ofMillis(2), Duration.ofMillis(3)),
                new QueryOutcome(List.of(), 0, Optional.empty(), number)));
  }

  @Test
  void theOldestExecutionsAndTheirTokensAreForgotten() {
    ExecutionLog log = open(2);

    addEnded(log, 1);
    addEnded(log, 2);
    addEnded(log, 3);

    assertThat(log.ids()).containsExactly("id-3", "id-2");
    assertThat(log.find("id-1")).isEmpty();
    assertThat(log.findByToken("token-1")).isEmpty();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("id-2.json", "id-3.json");
  }

  @Test
  void anExecutionThatHasNotEndedIsNeverForgotten() {
    ExecutionLog log = open(1);

    log.add(queued(1));
    addEnded(log, 2);

    assertThat(log.find("id-1")).isPresent();
  }

  @Test
  void anEndedExecutionIsNotChanged() {
    ExecutionLog log = open(10);
    addEnded(log, 1);

    assertThat(log.change("id-1", execution -> execution.with(execution.status().running())))
        .isFalse();
    assertThat(log.find("id-1").orElseThrow().status().state()).isEqualTo(QueryState.SUCCEEDED);
  }

  @Test
  void whatWasWrittenIsReadAgainInTheSameOrder() {
    ExecutionLog log = open(10);
    for (int i = 1; i <= 5; i++) {
      addEnded(log, i);
    }

    ExecutionLog reopened = open(10);

    assertThat(reopened.ids()).isEqualTo(log.ids());
    assertThat(reopened.find("id-4")).isEqualTo(log.find("id-4")).isPresent();
    assertThat(reopened.findByToken("token-4")).isEqualTo(log.find("id-4"));
  }
}
