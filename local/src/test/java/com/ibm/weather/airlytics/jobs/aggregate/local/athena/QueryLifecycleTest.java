package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StatementType;

class QueryLifecycleTest {

  private static final String ENDLESS = "SELECT sum(a.n * b.n % 7) FROM numbers a, numbers b";

  @TempDir private Path folder;
  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.in(folder, options -> options.withConcurrency(1));
    bed.createNumbers(1_000_000);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private String startWithToken(String token, String sql) {
    return bed.client().startQueryExecution(withToken(token, sql)).queryExecutionId();
  }

  private static Consumer<StartQueryExecutionRequest.Builder> withToken(String token, String sql) {
    return request ->
        request
            .clientRequestToken(token)
            .queryString(sql)
            .resultConfiguration(result -> result.outputLocation("s3://lake/results/"));
  }

  @Test
  void aSucceededQueryTellsItsStatementTypesTimesAndOutputLocation() {
    Instant before = Instant.now().minusMillis(1);

    QueryExecution execution = bed.succeed("SELECT 1 AS one");

    assertThat(execution.statementType()).isEqualTo(StatementType.DML);
    assertThat(execution.substatementType()).isEqualTo("SELECT");
    assertThat(execution.workGroup()).isEqualTo("primary");
    assertThat(execution.resultConfiguration().outputLocation())
        .isEqualTo("s3://lake/results/" + execution.queryExecutionId() + ".csv");
    assertThat(execution.status().submissionDateTime()).isBetween(before, Instant.now());
    assertThat(execution.status().completionDateTime())
        .isAfterOrEqualTo(execution.status().submissionDateTime());
    assertThat(execution.statistics().totalExecutionTimeInMillis())
        .isGreaterThanOrEqualTo(execution.statistics().engineExecutionTimeInMillis());
    assertThat(execution.status().athenaError()).isNull();
  }

  @Test
  void statementTypesAreThoseOfTheApiReference() {
    assertThat(bed.succeed("CREATE DATABASE d").statementType()).isEqualTo(StatementType.DDL);
    assertThat(bed.succeed("SHOW TABLES").statementType()).isEqualTo(StatementType.UTILITY);
    assertThat(bed.succeed("CREATE TABLE t AS SELECT 1 AS a").statementType())
        .isEqualTo(StatementType.DML);
    assertThat(bed.succeed("DESCRIBE t").statementType()).isEqualTo(StatementType.UTILITY);
    assertThat(bed.succeed("INSERT INTO t VALUES 2").statementType()).isEqualTo(StatementType.DML);
  }

  @Test
  void aFailedQueryTellsWhyInReasonAndAthenaError() {
    QueryExecution execution = bed.run("SELECT * FROM nowhere");

    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(execution.status().stateChangeReason())
        .contains("TABLE_NOT_FOUND")
        .contains("nowhere")
        .contains("does not exist");
    assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    assertThat(execution.status().athenaError().retryable()).isFalse();
    assertThat(execution.status().athenaError().errorMessage())
        .isEqualTo(execution.status().stateChangeReason());
    assertThatThrownBy(
            () ->
                bed.client().getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId())))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Final query state: FAILED");
  }

  @Test
  void theSameTokenAnswersWithTheSameExecutionAlsoWhenItFailed() {
    String token = UUID.randomUUID().toString();
    String first = startWithToken(token, "SELECT * FROM nowhere");
    bed.await(first);

    assertThat(startWithToken(token, "SELECT * FROM nowhere")).isEqualTo(first);

    bed.restart();
    assertThat(startWithToken(token, "SELECT * FROM nowhere")).isEqualTo(first);
    assertThat(bed.execution(first).status().state()).isEqualTo(QueryExecutionState.FAILED);
  }

  @Test
  void otherSqlUnderTheSameTokenIsRefused() {
    String token = UUID.randomUUID().toString();
    startWithToken(token, "SELECT 1");

    assertThatThrownBy(() -> startWithToken(token, "SELECT 2"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Idempotent parameters do not match");
  }

  @Test
  void aTokenHas32To128Characters() {
    assertThatThrownBy(() -> startWithToken("x".repeat(31), "SELECT 1"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("ClientRequestToken");
    assertThatThrownBy(() -> startWithToken("x".repeat(129), "SELECT 1"))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(startWithToken("x".repeat(128), "SELECT 1")).isNotEmpty();
  }

  @Test
  void queriesBeyondTheConcurrencyAreQueuedAndCanBeStoppedThere() {
    String busy = bed.start(ENDLESS);
    bed.awaitState(busy, QueryExecutionState.RUNNING);
    String waiting = bed.start("SELECT 1");
    assertThat(bed.execution(waiting).status().state()).isEqualTo(QueryExecutionState.QUEUED);
    assertThatThrownBy(
            () -> bed.client().getQueryResults(request -> request.queryExecutionId(waiting)))
        .hasMessageContaining("Query has not yet finished. Current state: QUEUED");

    bed.client().stopQueryExecution(request -> request.queryExecutionId(waiting));

    assertThat(bed.execution(waiting).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    bed.client().stopQueryExecution(request -> request.queryExecutionId(busy));
    assertThat(bed.await(busy).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
  }

  @Test
  void stoppingARunningQueryInterruptsTheEngineAndFreesItsPlace() {
    String endless = bed.start(ENDLESS);
    bed.awaitState(endless, QueryExecutionState.RUNNING);
    long start = System.nanoTime();

    bed.client().stopQueryExecution(request -> request.queryExecutionId(endless));
    QueryExecution stopped = bed.await(endless);

    assertThat(stopped.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(stopped.status().stateChangeReason()).contains("cancelled");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(bed.rows("SELECT 1")).containsExactly(List.of("1"));
  }

  @Test
  void stoppingAQueryThatHasEndedChangesNothing() {
    QueryExecution execution = bed.succeed("SELECT 1");

    bed.client()
        .stopQueryExecution(request -> request.queryExecutionId(execution.queryExecutionId()));

    assertThat(bed.execution(execution.queryExecutionId())).isEqualTo(execution);
  }

  @Test
  void endedExecutionsAndTheirResultsSurviveARestart() {
    QueryExecution execution = bed.succeed("SELECT 7 AS seven");

    bed.restart();

    assertThat(bed.execution(execution.queryExecutionId())).isEqualTo(execution);
    assertThat(bed.client().listQueryExecutions(request -> {}).queryExecutionIds())
        .contains(execution.queryExecutionId());
    assertThat(
            bed.client()
                .getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId()))
                .resultSet()
                .rows())
        .extracting(AthenaTestBed::values)
        .containsExactly(List.of("seven"), List.of("7"));
  }

  @Test
  void queriesThatRunOrWaitWhenTheProcessEndsHaveFailedAfterARestart() {
    String running = bed.start(ENDLESS);
    bed.awaitState(running, QueryExecutionState.RUNNING);
    String queued = bed.start("SELECT 1");

    bed.restart();

    for (String id : List.of(running, queued)) {
      assertThat(bed.execution(id).status().state()).isEqualTo(QueryExecutionState.FAILED);
      assertThat(bed.execution(id).status().stateChangeReason()).contains("the process ended");
      assertThat(bed.execution(id).status().athenaError().retryable()).isTrue();
    }
  }

  @Test
  void executionsThatACrashLeftUnfinishedHaveFailed() throws IOException {
    String id = bed.succeed("SELECT 1").queryExecutionId();
    bed.close();
    Path file = folder.resolve("catalog/executions/" + id + ".json");
    Files.writeString(file, Files.readString(file).replace("SUCCEEDED", "RUNNING"));

    bed.restart();

    assertThat(bed.execution(id).status().state()).isEqualTo(QueryExecutionState.FAILED);
  }

  @Test
  void executionsAreListedInPagesTheNewestFirst() {
    String first = bed.succeed("SELECT 1").queryExecutionId();
    String second = bed.succeed("SELECT 2").queryExecutionId();
    String third = bed.succeed("SELECT 3").queryExecutionId();

    var page = bed.client().listQueryExecutions(request -> request.maxResults(2));
    var rest = bed.client().listQueryExecutions(request -> request.nextToken(page.nextToken()));

    assertThat(page.queryExecutionIds()).containsExactly(third, second);
    assertThat(rest.queryExecutionIds()).startsWith(first).hasSize(2);
    assertThat(rest.nextToken()).isNull();
  }

  @Test
  void aBatchAnswersWithWhatIsKnownAndNamesWhatIsNot() {
    String known = bed.succeed("SELECT 1").queryExecutionId();

    var batch =
        bed.client().batchGetQueryExecution(request -> request.queryExecutionIds(known, "other"));

    assertThat(batch.queryExecutions())
        .extracting(QueryExecution::queryExecutionId)
        .containsExactly(known);
    assertThat(batch.unprocessedQueryExecutionIds())
        .singleElement()
        .satisfies(other -> assertThat(other.queryExecutionId()).isEqualTo("other"));
  }

  @Test
  void aQueryThatTrinoCannotParseIsRefusedAtTheStart() {
    assertThatThrownBy(() -> bed.start("SELECT FROM WHERE"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("line 1:8");
    assertThatThrownBy(() -> bed.start("SELECT * FROM `events`"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("backquoted identifiers are not supported");
  }

  @Test
  void statementsThatAreNotSupportedAreRefusedByName() {
    for (String name : List.of("CREATE VIEW", "DELETE FROM", "MSCK REPAIR", "EXPLAIN SELECT")) {
      assertThatThrownBy(() -> bed.start(name + " x"))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("Queries of this type are not supported: " + name);
    }
  }

  @Test
  void anOutputLocationInABucketThatExistsIsNeeded() {
    assertThatThrownBy(
            () -> bed.client().startQueryExecution(request -> request.queryString("SELECT 1")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No output location provided");
    assertThatThrownBy(
            () ->
                bed.client()
                    .startQueryExecution(
                        request ->
                            request
                                .queryString("SELECT 1")
                                .resultConfiguration(r -> r.outputLocation("s3://other/x/"))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("output bucket other");
  }
}
