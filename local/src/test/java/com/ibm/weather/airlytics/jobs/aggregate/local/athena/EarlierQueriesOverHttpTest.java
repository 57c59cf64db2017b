package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.QUEUED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueriesException;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.Fault;
import com.ibm.weather.airlytics.jobs.aggregate.local.faults.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** How the job stops queries that nobody waits for, over Athena's protocol. */
class EarlierQueriesOverHttpTest {

  private static final String ENDLESS =
      "CREATE TABLE %s AS SELECT sum(a.n * b.n %% 7) AS n FROM numbers a, numbers b";
  private static final String STOP = "AmazonAthena.StopQueryExecution";

  private final Instant began = Instant.now();

  @TempDir private Path folder;
  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.in(folder, options -> options.withConcurrency(2));
    bed.createNumbers(1_000_000);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void whatRunsOrWaitsIsOverAndAllElseIsLeftAlone() {
    QueryExecution ended = bed.succeed("CREATE TABLE ours_ended AS SELECT 1 AS n");
    String theirs = bed.start(ENDLESS.formatted("theirs"));
    String running = bed.start(ENDLESS.formatted("ours_running"));
    String queued = bed.start(ENDLESS.formatted("ours_queued"));
    bed.awaitState(theirs, RUNNING);
    bed.awaitState(running, RUNNING);
    bed.awaitState(queued, QUEUED);

    stopOurs(bed.client());

    assertThat(bed.execution(running).status().state()).isEqualTo(CANCELLED);
    assertThat(bed.execution(queued).status().state()).isEqualTo(CANCELLED);
    assertThat(bed.execution(theirs).status().state()).isEqualTo(RUNNING);
    assertThat(bed.execution(ended.queryExecutionId())).isEqualTo(ended);
  }

  @Test
  void whatIsOnALaterPageIsFound() {
    String oldest = bed.start(ENDLESS.formatted("ours_oldest"));
    bed.awaitState(oldest, RUNNING);
    for (int number = 0; number < 60; number++) {
      bed.start("SHOW TABLES");
    }

    stopOurs(bed.client());

    assertThat(bed.execution(oldest).status().state()).isEqualTo(CANCELLED);
  }

  @Test
  void aQueryThatDoesNotEndIsNamed() {
    String stubborn = bed.start(ENDLESS.formatted("ours_stubborn"));
    bed.awaitState(stubborn, RUNNING);
    try (FaultProxy proxy =
            FaultProxy.before(
                bed.endpoint(),
                call ->
                    call.operation().equals(Optional.of(STOP))
                        ? Fault.answer(200, "application/x-amz-json-1.1", "{}")
                        : Fault.pass());
        AthenaClient athena = bed.clientAt(proxy.url())) {
      assertThatThrownBy(() -> stopOurs(athena))
          .isInstanceOf(EarlierQueriesException.class)
          .hasMessage(
              "the queries %s in the work group primary were stopped, but have not ended after 2 s",
              stubborn);
    }
    assertThat(bed.execution(stubborn).status().state()).isEqualTo(RUNNING);
  }

  @Test
  void aWorkGroupThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> earlierQueries(bed.client()).stop("elsewhere", began, sql -> true))
        .isInstanceOf(EarlierQueriesException.class)
        .hasMessageContaining("in the work group elsewhere is not known")
        .hasMessageContaining("WorkGroup elsewhere is not found");
  }

  private void stopOurs(AthenaClient athena) {
    earlierQueries(athena).stop("primary", began, sql -> sql.startsWith("CREATE TABLE ours_"));
  }

  private static EarlierQueries earlierQueries(AthenaClient athena) {
    return new EarlierQueries(() -> athena, Duration.ofSeconds(2), Duration.ofMillis(10));
  }
}
