package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.NOON;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.TOTAL;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From what the windows of June 20th are computed: all days, or an earlier snapshot and the days
 * that changed. A day has 100 bytes.
 */
@ExtendWith(S3Server.class)
class StartingPointTest {

  private static final String FROM_SNAPSHOT = "_history\"\n  WHERE day = '%s'";
  private static final String FROM_DAYS = "WHERE day BETWEEN '%s' AND '%s'";

  private Installation installation;
  private Bucket bucket;

  @BeforeEach
  void install(Bucket bucket) {
    this.bucket = bucket;
    this.installation = Installation.in(bucket);
    installation.aggregated(june(1), june(20));
  }

  @Test
  void withoutASnapshotAllDaysAreSummed() {
    assertThat(sql("d7"))
        .contains(FROM_DAYS.formatted("2021-06-14", "2021-06-20"))
        .doesNotContain("_history");
    assertThat(sql("total")).contains(FROM_DAYS.formatted("2021-06-01", "2021-06-20"));
  }

  @Test
  void aSmallSnapshotOfYesterdayIsTheStartingPoint() {
    installation.published(WEEK, june(13), june(19), 100);

    assertThat(sql("d7"))
        .contains(FROM_SNAPSHOT.formatted("2021-06-19"))
        .contains("coalesce(CAST(\"revenue\" AS ")
        .contains(FROM_DAYS.formatted("2021-06-20", "2021-06-20"))
        .contains("-CAST(\"revenue\" AS ")
        .contains(FROM_DAYS.formatted("2021-06-13", "2021-06-13"))
        .doesNotContain("2021-06-14");
    assertThat(origin(WEEK)).isEqualTo("the snapshot of 2021-06-19 and the days since");
  }

  @Test
  void aSnapshotLargerThanTheDaysThatItSavesIsNot() {
    installation.published(WEEK, june(13), june(19), 600);

    assertThat(sql("d7")).doesNotContain("_history");
    assertThat(origin(WEEK)).isEqualTo("7 days");
  }

  @Test
  void theTotalNeverLosesADay() {
    installation.published(TOTAL, june(1), june(19), 500);

    assertThat(sql("total"))
        .contains(FROM_SNAPSHOT.formatted("2021-06-19"))
        .contains(FROM_DAYS.formatted("2021-06-20", "2021-06-20"))
        .doesNotContain("-CAST(\"revenue\"");
  }

  @Test
  void anOlderSnapshotIsAsGoodAfterAFewDaysOfFailures() {
    installation.published(TOTAL, june(1), june(15), 500);

    assertThat(sql("total"))
        .contains(FROM_SNAPSHOT.formatted("2021-06-15"))
        .contains(FROM_DAYS.formatted("2021-06-16", "2021-06-20"));
  }

  @Test
  void afterMoreFailuresThanTheWindowHasDaysItIsSummed() {
    installation.published(WEEK, june(2), june(8), 1);

    assertThat(sql("d7")).contains(FROM_DAYS.formatted("2021-06-14", "2021-06-20"));
  }

  @Test
  void aSnapshotOfALaterDayIsNoStartingPoint() {
    installation.published(WEEK, june(15), june(21), 1);

    assertThat(sql("d7")).doesNotContain("_history");
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "float"})
  void floatingSumsAreMadeOfTheDaysAlways(String type) {
    installation = Installation.in(bucket, json -> json.put("aggregatedValueType", type));
    installation.published(WEEK, june(13), june(19), 1);
    installation.published(TOTAL, june(1), june(19), 1);

    assertThat(sql("d7")).doesNotContain("_history").doesNotContain("-CAST(\"revenue\"");
    assertThat(sql("total")).doesNotContain("_history");
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "bigint", "decimal(10,2)"})
  void exactSumsMaySubtract(String type) {
    installation = Installation.in(bucket, json -> json.put("aggregatedValueType", type));
    installation.published(WEEK, june(13), june(19), 1);

    assertThat(sql("d7")).contains("-CAST(\"revenue\" AS ");
  }

  @Test
  void aSnapshotWhoseDayWasDoneAgainIsNoStartingPoint() {
    installation.published(WEEK, june(13), june(19), 1);
    installation.aggregatedAgain(june(15));

    assertThat(sql("d7")).doesNotContain("_history");
  }

  @Test
  void aSnapshotWhoseDayAnotherJobDidAgainIsNoStartingPoint() {
    installation.published(WEEK, june(13), june(19), 1);
    installation.aggregatedElsewhere(june(15), NOON.plusSeconds(1));

    assertThat(sql("d7")).doesNotContain("_history");
  }

  @Test
  void aSnapshotOfDaysThatAnotherJobDidIsAStartingPoint() {
    installation.aggregatedElsewhere(june(15), NOON.plusSeconds(1));
    installation.published(WEEK, june(13), june(19), 1);

    assertThat(sql("d7")).contains(FROM_SNAPSHOT.formatted("2021-06-19"));
  }

  /** What leaves is subtracted as it is now, which must be what was added then. */
  @Test
  void aSnapshotWhoseDayWasTakenBackIsNoStartingPoint() {
    installation =
        Installation.in(
            bucket,
            json -> {
              ObjectNode week = Documented.window(json, WEEK);
              json.put("exportToCsv", false).put("importToUserDb", false);
              json.putArray("secondaryAggregations").add(week);
            });
    installation.published(WEEK, june(13), june(19), 1);
    installation.unaggregated(june(13));

    assertThat(sql("d7")).doesNotContain("_history");
  }

  @Test
  void aPublishedWindowWhoseDayWasDoneAgainIsMadeAnew() {
    installation.publishedAll(june(20));
    installation.aggregatedAgain(june(15));

    assertThat(prepare().at("/plan/windows"))
        .hasSize(4)
        .allSatisfy(plan -> assertThat(plan.path("task").asText()).isEqualTo("WRITE_AND_PUBLISH"));
  }

  @Test
  void aPublishedWindowWhoseDayWasTakenBackIsNotTakenForDone() {
    installation.publishedAll(june(20));
    installation.unaggregated(june(15));

    assertThatThrownBy(this::prepare)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lacks 1 days, the first of them 2021-06-15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "not json",
        "{\"days\": {}}",
        "{\"days\": {\"from\": \"2021-06-19\", \"to\": \"2021-06-13\"}}",
        "{\"days\": {\"from\": \"2021-06-13\", \"to\": \"2021-06-19\"}}"
      })
  void aMarkerThatThisJobDidNotWriteIsNoStartingPoint(String text) {
    installation.published(WEEK, june(13), june(19), 1);
    bucket.put(installation.publishedMarker(WEEK, june(19)), text);

    assertThat(sql("d7")).doesNotContain("_history");
  }

  @Test
  void aMarkerOfAnotherDayIsNoStartingPoint() {
    installation.published(WEEK, june(13), june(19), 1);
    bucket.put(
        installation.publishedMarker(WEEK, june(19)), installation.markerText(june(12), june(18)));

    assertThat(sql("d7")).doesNotContain("_history");
  }

  private String origin(int window) {
    return prepare().at("/plan/windows/" + window + "/origin").asText();
  }

  private String sql(String suffix) {
    return Lambda.sql(prepare(), "WriteWindow " + suffix);
  }

  private JsonNode prepare() {
    return new Lambda(new WindowAggregationHandler(bucket.dataLake(), FakeAthena.withoutQueries()))
        .invoke("prepare", Map.of("run", installation.run(june(20))));
  }
}
