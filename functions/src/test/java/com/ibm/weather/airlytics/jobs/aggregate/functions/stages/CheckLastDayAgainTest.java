package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.TOTAL;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.WEEK;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.days;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.events;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.message;
import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.LastDayCheck.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Bucket;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Lambda;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.S3Server;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Days that are done and have to be done again, where the last day is June 10th. */
@ExtendWith(S3Server.class)
class CheckLastDayAgainTest {

  private Installation installation;
  private LastDayCheck check;

  @BeforeEach
  void install(Bucket bucket) {
    installation = Installation.in(bucket, json -> json.put("lookbackDays", 2));
    check = new LastDayCheck(installation);
  }

  @Test
  void oneStatementLooksBackAndCountsThePartitionsOfTheLastDayToo() {
    installation.aggregated(june(1), june(9));

    JsonNode prepared = check.prepare(Map.of());

    assertThat(Lambda.names(prepared)).containsExactly(List.of("ShowTables", "CountEvents"));
    assertThat(Lambda.sql(prepared, "CountEvents"))
        .contains("day IN ('2021-06-08', '2021-06-09', '2021-06-10')");
    JsonNode opened = check.complete(prepared, List.of(events("2021-06-10 9 500 AB")));
    assertThat(message(opened)).contains("9 of 10 partitions have data, not ready");
  }

  @Test
  void afterAWeekWithoutARunItLooksAtTheDaysBeforeThatWeekAndAllOfIt() {
    installation.aggregated(june(1), june(4));

    assertThat(texts(check.prepare(Map.of()).at("/plan/lookedAt")))
        .containsExactly("2021-06-03", "2021-06-04", "2021-06-08", "2021-06-09", "2021-06-10");
  }

  @Test
  void aDayIsDoneAgainWhenItsEventsAreNotThoseThatWereAggregated() {
    installation.aggregated(june(1), june(9));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB");

    JsonNode opened = open("2021-06-08 10 401 AC", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(days(opened)).containsExactly("2021-06-08", "2021-06-10");
    assertThat(opened.path("again").asText()).isEqualTo("2021-06-08 (events changed)");
    assertThat(bucketKeys())
        .doesNotContain(installation.dailyMarker(june(8)))
        .contains(installation.dailyMarker(june(9)));
  }

  @Test
  void aDayWhoseEventsAreTheSameInOtherFilesIsDoneAgain() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(days(open("2021-06-08 10 400 A0", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC")))
        .containsExactly("2021-06-08");
  }

  @Test
  void aDayWhoseEventsAreAllGoneIsDoneAgain() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(days(open("2021-06-08 10 400 AA", "2021-06-10 10 600 CC")))
        .containsExactly("2021-06-09");
  }

  @Test
  void aDayOfWhichNobodyKnowsItsEventsIsDoneAgain() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-10 10 600 CC");
    installation.bucket().put(installation.eventsMarker(june(9)), "something else");

    JsonNode opened = open("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(opened.path("again").asText()).isEqualTo("2021-06-09 (events not known before)");
  }

  @Test
  void whatTheEventsAreIsRememberedForTheDaysThatAreAggregated() {
    installation.aggregated(june(1), june(9));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB");

    open("2021-06-08 10 400 AA", "2021-06-09 10 501 B0", "2021-06-10 10 600 CC");

    installation.aggregated(june(1), june(10));
    assertThat(days(open("2021-06-08 10 400 AA", "2021-06-09 10 501 B0", "2021-06-10 10 600 CC")))
        .isEmpty();
  }

  @Test
  void daysThatAreAskedForAreDoneAgainAsFarAsTheyAreDone() {
    installation.aggregated(june(2), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    JsonNode opened =
        check.complete(
            check.prepare(Map.of("reprocess", "2021-06-01..2021-06-03")),
            List.of(
                events("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC")));

    assertThat(days(opened)).containsExactly("2021-06-01", "2021-06-02", "2021-06-03");
    assertThat(message(opened))
        .isEqualTo(
            "last day 2021-06-10: done before; 3 days to aggregate: 2021-06-01 to 2021-06-03; done"
                + " again: 2021-06-02 to 2021-06-03 (asked for)");
  }

  @Test
  void whoeverComesNextCarriesOnWithDaysThatWereAskedFor() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");
    Map<String, ?> found =
        events("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");
    check.complete(check.prepare(Map.of("reprocess", "2021-06-02..2021-06-03")), List.of(found));

    JsonNode next = check.complete(check.prepare(Map.of()), List.of(found));

    assertThat(days(next)).containsExactly("2021-06-02", "2021-06-03");
  }

  @Test
  void thePublishedSnapshotsThatSumADayToAggregateBecomeStaleAndNoOthers() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");
    for (int day : List.of(1, 5, 8, 9, 10)) {
      installation.publishedAll(june(day));
    }
    installation.bucket().dataLake().delete(name(), installation.dailyMarker(june(2)));

    JsonNode opened = open("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(markersOf(WEEK))
        .containsExactlyInAnyOrder(
            installation.publishedMarker(WEEK, june(1)),
            installation.staleMarker(WEEK, june(5)),
            installation.staleMarker(WEEK, june(8)),
            installation.publishedMarker(WEEK, june(9)),
            installation.publishedMarker(WEEK, june(10)));
    assertThat(markersOf(TOTAL))
        .containsExactlyInAnyOrder(
            installation.publishedMarker(TOTAL, june(1)),
            installation.staleMarker(TOTAL, june(5)),
            installation.staleMarker(TOTAL, june(8)),
            installation.staleMarker(TOTAL, june(9)),
            installation.staleMarker(TOTAL, june(10)));
    assertThat(texts(opened.path("windowDays")))
        .containsExactly("2021-06-10", "2021-06-05", "2021-06-08", "2021-06-09");
  }

  @Test
  void aMarkerThatDoesNotSayWhatItSumsIsTakenForThatOfTheConfiguredDays() {
    installation.aggregated(june(1), june(10));
    installation.bucket().put(installation.publishedMarker(WEEK, june(8)), "");
    installation.bucket().put(installation.publishedMarker(WEEK, june(9)), "");

    check.complete(
        check.prepare(Map.of("stage", "DailyAggregation", "day", "2021-06-02")), List.of());

    assertThat(markersOf(WEEK))
        .containsExactlyInAnyOrder(
            installation.staleMarker(WEEK, june(8)), installation.publishedMarker(WEEK, june(9)));
  }

  @Test
  void aDayThatIsDoneAgainByNameMakesSnapshotsStaleAndLeavesThemToTheNextRun() {
    installation.aggregated(june(1), june(10));
    installation.publishedAll(june(9));

    JsonNode opened =
        check.complete(
            check.prepare(Map.of("stage", "DailyAggregation", "day", "2021-06-09")),
            List.of(events("2021-06-09 10 500 BB")));

    assertThat(days(opened)).containsExactly("2021-06-09");
    assertThat(texts(opened.path("windowDays"))).containsExactly("2021-06-09");
    assertThat(markersOf(TOTAL)).containsExactly(installation.staleMarker(TOTAL, june(9)));
    assertThat(message(opened)).contains("; left for the next run: the snapshots of 1 day");
  }

  @Test
  void aLastDayThatIsDoneIsDoneAgainByNameThoughAPartitionHasNoEventsLeft() {
    installation.aggregated(june(1), june(10));

    JsonNode opened =
        check.complete(
            check.prepare(Map.of("stage", "DailyAggregation", "day", "2021-06-10")),
            List.of(events("2021-06-10 9 500 BB")));

    assertThat(days(opened)).containsExactly("2021-06-10");
  }

  @Test
  void theCheckAloneTellsWhatWouldBeDoneAgainAndWritesNothing() {
    installation.aggregated(june(1), june(10));
    installation.publishedAll(june(9));
    List<String> before = bucketKeys();

    JsonNode opened =
        check.complete(
            check.prepare(Map.of("stage", "CheckLastDay")),
            List.of(events("2021-06-08 10 400 AA")));

    assertThat(message(opened))
        .isEqualTo(
            "last day 2021-06-10: done before; 3 days to aggregate: 2021-06-08 to 2021-06-10;"
                + " snapshots of 2021-06-09 to make anew; done again: 2021-06-08 to 2021-06-10"
                + " (events not known before)");
    assertThat(bucketKeys()).isEqualTo(before);
  }

  @Test
  void snapshotsThatWereStaleBeforeAreMadeAnew() {
    installation.aggregated(june(1), june(10));
    remember("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");
    installation.publishedAll(june(10));
    installation.bucket().put(installation.staleMarker(WEEK, june(7)), "");
    installation.bucket().put(installation.staleMarker(TOTAL, june(4)), "");

    JsonNode opened = open("2021-06-08 10 400 AA", "2021-06-09 10 500 BB", "2021-06-10 10 600 CC");

    assertThat(texts(opened.path("windowDays")))
        .containsExactly("2021-06-10", "2021-06-04", "2021-06-07");
  }

  private JsonNode open(String... found) {
    return check.complete(check.prepare(Map.of()), List.of(events(found)));
  }

  /** Remembers events as the runs did that aggregated these days. */
  private void remember(String... days) {
    for (String day : days) {
      String[] values = day.split(" ", -1);
      installation
          .bucket()
          .put(
              installation.configuration().dailyAggregationsS3Path() + "/_EVENTS_" + values[0],
              "{\"partitions\": %s, \"events\": %s, \"files\": \"%s\"}"
                  .formatted(values[1], values[2], values[3]));
    }
  }

  private List<String> markersOf(int window) {
    return installation.bucket().keys(installation.window(window).targetFolder() + "/_");
  }

  private List<String> bucketKeys() {
    return installation.bucket().keys("");
  }

  private String name() {
    return installation.bucket().name();
  }
}
