package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.Attempt;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attempts at June 10th. */
@ExtendWith(S3Server.class)
class OpenAttemptTest {

  private static final String DAILY = "aggregations/ltv/HelloWorld/1d/";
  private static final String TEMPORARY =
      "CREATE TABLE \"aggregations_helloworld\".\"%s_tmp_%s_0a1b2c3d\" AS SELECT 1";
  private static final String DAY_TABLE = "airlytics_aggregations_ltv_helloworld_prod_1d";
  private static final String WEEK_TABLE = "airlytics_aggregations_ltv_helloworld_prod_7d";
  private static final String CSV_TABLE = "ad_impressions_helloworld_prod";

  private final FakeAthena athena = new FakeAthena();
  private final Attempt first = Attempt.next();
  private final Attempt second = Attempt.next();
  private Bucket bucket;
  private Installation installation;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
  }

  @Test
  void anAttemptThatBeganMayGoOnUntilItHasEnded() {
    OpenAttempt attempt = ofDay(june(10));

    attempt.begin(first);
    assertThatCode(() -> attempt.require(id(first))).doesNotThrowAnyException();

    attempt.end();
    assertThatThrownBy(() -> attempt.require(id(first)))
        .isInstanceOf(StageException.class)
        .hasMessage(
            "DailyAggregation of 2021-06-10: another attempt began since %s, or that one was completed",
            id(first));
    assertThat(bucket.keys("")).isEmpty();
  }

  @Test
  void anOlderAttemptMayNotGoOn() {
    ofDay(june(10)).begin(first);
    ofDay(june(10)).begin(second);

    assertThatThrownBy(() -> ofDay(june(10)).require(id(first))).isInstanceOf(StageException.class);
    assertThatCode(() -> ofDay(june(10)).require(id(second))).doesNotThrowAnyException();
  }

  @Test
  void daysAreAttemptedSideBySide() {
    ofDay(june(9)).begin(first);
    ofDay(june(10)).begin(second);

    assertThat(bucket.keys(""))
        .containsExactly(
            DAILY + "_ATTEMPT_DailyAggregation_2021-06-09",
            DAILY + "_ATTEMPT_DailyAggregation_2021-06-10");
    assertThat(athena.calls()).isEmpty();
  }

  @Test
  void theWindowsOfOneDayAreAttemptedAtATime() {
    attempts().ofWindows(installation.run(june(9))).begin(first);
    attempts().ofWindows(installation.run(june(10))).begin(second);

    assertThatThrownBy(() -> attempts().ofWindows(installation.run(june(9))).require(id(first)))
        .isInstanceOf(StageException.class)
        .hasMessageStartingWith("WindowAggregation of 2021-06-09: another attempt began");
    assertThat(bucket.keys("")).containsExactly(DAILY + "_ATTEMPT_WindowAggregation");
  }

  @Test
  void whoeverFindsNoAttemptDoesNotAskAthena() {
    bucket.put(DAILY + "_ATTEMPT_DailyAggregation_2021-06-10.bak", "{}");

    ofDay(june(10)).begin(first);

    assertThat(athena.calls()).isEmpty();
  }

  @Test
  void theQueriesOfADaysEarlierAttemptAreStoppedAndNoOthers() {
    ofDay(june(10)).begin(first);
    String draft = running(DAY_TABLE + "_draft", june(10));
    String day = running(DAY_TABLE, june(10));
    running(DAY_TABLE, june(9));
    running(WEEK_TABLE, june(10));
    running(CSV_TABLE, june(10));

    ofDay(june(10)).begin(second);

    assertThat(athena.stopped()).containsExactlyInAnyOrder(draft, day);
  }

  @Test
  void theQueriesOfTheWindowsOfAllDaysAreStopped() {
    attempts().ofWindows(installation.run(june(9))).begin(first);
    String writing = running(WEEK_TABLE, june(9));
    String showing =
        athena.add(
            "primary",
            RUNNING,
            "ALTER TABLE `aggregations_helloworld`.`%s` SET LOCATION 's3://x/day=2021-06-09/'"
                .formatted(WEEK_TABLE));
    running(DAY_TABLE, june(9));

    attempts().ofWindows(installation.run(june(10))).begin(second);

    assertThat(athena.stopped()).containsExactlyInAnyOrder(writing, showing);
  }

  @Test
  void theQueriesOfTheCsvOfAllDaysAreStopped() {
    attempts().ofCsv(installation.run(june(9))).begin(first);
    String writing = running(CSV_TABLE, june(9));
    running(WEEK_TABLE, june(9));

    attempts().ofCsv(installation.run(june(10))).begin(second);

    assertThat(athena.stopped()).containsExactly(writing);
  }

  @Test
  void theyAreLookedForInTheWorkGroupOfTheAttemptThatDidNotEnd() {
    String key = DAILY + "_ATTEMPT_DailyAggregation_2021-06-10";
    ofDay(june(10)).begin(first);
    bucket.put(key, bucket.text(key).replace("primary", "analytics"), Instant.now());

    ofDay(june(10)).begin(second);

    assertThat(athena.calls()).containsExactly("List analytics");
    assertThat(bucket.text(key)).contains(id(second), "primary");
  }

  @Test
  void whileTheyGoOnNoOtherAttemptBegins() {
    athena.goingOnAfterStop(Integer.MAX_VALUE);
    ofDay(june(10)).begin(first);
    String query = running(DAY_TABLE, june(10));

    assertThatThrownBy(() -> ofDay(june(10)).begin(second))
        .isInstanceOf(StageException.class)
        .hasMessage(
            "DailyAggregation of 2021-06-10: an earlier attempt did not end, and the queries %s in the"
                + " work group primary were stopped, but have not ended after 0 s; if it is certain"
                + " that none of its queries goes on, delete"
                + " s3://%s/%s_ATTEMPT_DailyAggregation_2021-06-10",
            query, bucket.name(), DAILY);
    assertThatCode(() -> ofDay(june(10)).require(id(first))).doesNotThrowAnyException();
  }

  private String running(String base, LocalDate day) {
    return athena.add(
        "primary", RUNNING, TEMPORARY.formatted(base, day.toString().replace("-", "")));
  }

  private OpenAttempt ofDay(LocalDate day) {
    return attempts().ofDay(installation.run(june(10)), day);
  }

  private OpenAttempts attempts() {
    return new OpenAttempts(bucket.dataLake(), athena.earlierQueries());
  }

  private static String id(Attempt attempt) {
    return attempt.id().toString();
  }
}
