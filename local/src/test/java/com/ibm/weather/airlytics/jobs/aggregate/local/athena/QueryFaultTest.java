package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.query.QueryFault.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What an embedded Athena can be told to do to a query. */
class QueryFaultTest {

  private static final String CREATE =
      "CREATE TABLE t WITH (external_location = 's3://lake/t/') AS SELECT 1 AS a";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aQueryFailsWithWhatIsDoneUntilThen(Moment moment) {
    try (AthenaTestBed athena = start(sql -> faultOfCreate(sql, QueryFault.failed(moment)))) {
      QueryExecution query = athena.run(CREATE);

      assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
      assertThat(query.status().stateChangeReason()).endsWith("the query ended " + moment);
      assertThat(query.status().athenaError().retryable()).isTrue();
      requireDoneUntil(moment, athena);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQueryIsCancelledWithWhatIsDoneUntilThen(Moment moment) {
    try (AthenaTestBed athena = start(sql -> faultOfCreate(sql, QueryFault.cancelled(moment)))) {
      assertThat(athena.run(CREATE).status().state()).isEqualTo(QueryExecutionState.CANCELLED);

      requireDoneUntil(moment, athena);
    }
  }

  @Test
  void aStatementThatWritesNoRowsFailsThoughAllIsDone() {
    Function<String, QueryFault> faults =
        sql -> sql.startsWith("DROP") ? QueryFault.failed(Moment.AFTER_ITS_WORK) : QueryFault.NONE;
    try (AthenaTestBed athena = start(faults)) {
      athena.succeed(CREATE);

      athena.fail("DROP TABLE t");

      assertThat(athena.rows("SHOW TABLES")).isEmpty();
    }
  }

  @Test
  void aQueryTakesLonger() {
    Duration delay = Duration.ofMillis(150);
    try (AthenaTestBed athena = start(sql -> QueryFault.delayed(delay))) {
      Instant begin = Instant.now();

      athena.succeed(CREATE);

      assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(delay);
    }
  }

  @Test
  void aQueryThatTakesLongerCanBeStopped() {
    try (AthenaTestBed athena = start(sql -> QueryFault.delayed(Duration.ofHours(1)))) {
      String id = athena.start(CREATE);
      athena.awaitState(id, QueryExecutionState.RUNNING);

      athena.client().stopQueryExecution(request -> request.queryExecutionId(id));

      assertThat(athena.await(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
      assertThat(athena.keys("t")).isEmpty();
    }
  }

  private AthenaTestBed start(Function<String, QueryFault> faults) {
    return AthenaTestBed.in(folder, options -> options.withFaults(faults));
  }

  private static QueryFault faultOfCreate(String sql, QueryFault fault) {
    return sql.equals(CREATE) ? fault : QueryFault.NONE;
  }

  private static void requireDoneUntil(Moment moment, AthenaTestBed athena) {
    assertThat(athena.keys("t")).hasSize(moment == Moment.BEFORE_ITS_WORK ? 0 : 1);
    assertThat(athena.rows("SHOW TABLES")).hasSize(moment == Moment.AFTER_ITS_WORK ? 1 : 0);
  }
}
