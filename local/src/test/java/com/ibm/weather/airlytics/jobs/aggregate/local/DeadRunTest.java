package com.ibm.weather.airlytics.jobs.aggregate.local;

import static com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failing.AFTER_ITS_WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;

import com.ibm.weather.airlytics.jobs.aggregate.local.RecordedFunctions.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * A run died at a stage, and one of its queries goes on, into the folder where the stage writes:
 * the next run stops it before it writes there itself. Every test goes on from the day on which
 * another stopped.
 */
class DeadRunTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DATABASE = "\"aggregations_helloworld\"";
  private static final String EVENTS = "\"airlytics\".\"airlytics_rawevents_helloworld_prod\"";

  @TempDir private static Path folder;

  private static RedriveFixture fixture;
  private static AthenaQueries athena;
  private static LocalDate newestDay = FIRST_DAY.plusDays(1);

  @BeforeAll
  static void startServicesAndRunOnce() throws Exception {
    fixture = RedriveFixture.start(folder, FIRST_DAY, 8, 4);
    athena = new AthenaQueries(fixture.job().services());
    fixture.run(newestDay);
  }

  @AfterAll
  static void stopServices() {
    athena.close();
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DailyAggregation, airlytics_aggregations_ltv_helloworld_prod_1d,"
        + " s3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/1d/day=%tF/",
    "WindowAggregation, airlytics_aggregations_ltv_helloworld_prod_7d,"
        + " s3://airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/day=%tF/",
    "ExportCsv, ad_impressions_helloworld_prod,"
        + " s3://airlytics-imports-internal/db-import/aggregations/ltv/HelloWorld/ad_impressions_helloworld_prod_%tY%<tm%<td/"
  })
  void itsQueryIsStoppedAndTheNumbersAreRight(String stage, String table, String location)
      throws Exception {
    newestDay = newestDay.plusDays(1);
    fixture.failedRun(newestDay, new Failure(stage + " prepare", AFTER_ITS_WORK));
    String left = startEndless(table, location.formatted(newestDay));
    String foreign =
        startEndless("of_another", "s3://airlytics-imports-internal/other/" + stage + "/");
    awaitRunning(left);
    awaitRunning(foreign);

    fixture.run(newestDay);

    assertThat(athena.query(left).status().state()).isEqualTo(CANCELLED);
    assertThat(athena.query(foreign).status().state()).isEqualTo(RUNNING);
    assertThat(athena.query(left).status().completionDateTime())
        .isBefore(firstSubmitted(table, left));
    fixture.job().output().requireDailyAggregates(newestDay);
    fixture.job().output().requireEverythingUpTo(newestDay);
    assertThat(fixture.job().dataObjects()).noneMatch(object -> object.contains("_ATTEMPT_"));
    athena.stop(foreign);
  }

  /** When the next run began to write through temporary tables of the same base. */
  private static Instant firstSubmitted(String table, String left) {
    return athena.newest().stream()
        .filter(query -> !query.queryExecutionId().equals(left))
        .filter(
            query ->
                query
                    .query()
                    .startsWith(
                        "CREATE TABLE %s.\"%s_tmp_%s"
                            .formatted(
                                DATABASE,
                                table,
                                newestDay.format(DateTimeFormatter.BASIC_ISO_DATE))))
        .map(query -> query.status().submissionDateTime())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static String startEndless(String table, String location) {
    return athena.start(
        """
        CREATE TABLE %1$s."%2$s_tmp_%3$s_00000000" WITH (external_location = '%4$s') AS
        SELECT sum(a.shard * b.shard %% 7) AS n
        FROM %5$s a, %5$s b, %5$s c, %5$s d, %5$s e, %5$s f
        """
            .formatted(
                DATABASE,
                table,
                newestDay.format(DateTimeFormatter.BASIC_ISO_DATE),
                location,
                EVENTS));
  }

  private static void awaitRunning(String id) {
    Instant end = Instant.now().plus(PATIENCE);
    QueryExecution query = athena.query(id);
    while (query.status().state() != RUNNING) {
      assertThat(Instant.now()).as("%s", query.status()).isBefore(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      query = athena.query(id);
    }
  }
}
