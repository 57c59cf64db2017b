package com.ibm.weather.airlytics.jobs.aggregate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.StageFigures;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events that arrive when their day is done, in an aggregation that looks back on three days: each
 * test goes on where the one before has stopped, and holds every snapshot that there is against SQL
 * straight over the raw events.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LateEventsTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2021-06-01");
  private static final int PARTITIONS = 4;

  @TempDir private static Path folder;

  private static JobFixture job;

  @BeforeAll
  static void runUpToTheTwelfth() throws Exception {
    job = JobFixture.start(folder, new SampleOptions(FIRST_DAY, 24, 20, 40, PARTITIONS, 7));
    job.configuration().put("lookbackDays", 3);
    for (int lastDay = 10; lastDay <= 12; lastDay++) {
      run(lastDay);
    }
  }

  @AfterAll
  static void stopServices() {
    job.close();
  }

  @Test
  @Order(1)
  void aNormalDayTakesAsManyStatementsAsWithoutLookingBack() throws Exception {
    JobResult result = run(13);

    assertThat(result.stages().stream().mapToInt(StageFigures::statements).sum()).isEqualTo(20);
    assertThat(result.stages().stream().mapToInt(StageFigures::dataStatements).sum()).isEqualTo(8);
    assertThat(result.ending()).isEqualTo("The run is done: all days up to 2021-06-13.");
    requireRightUpTo(13);
  }

  @Test
  @Order(2)
  void lateEventsAreFoundAndAllThatWasMadeOfThemIsMadeAnewAndNothingElse() throws Exception {
    List<String> before = objectsWith("/1d/day=2021-06-0", "/total/day=2021-06-10");
    job.addEvents(june(11), "late-user", 1_000_003);

    JobResult result = run(14);

    assertThat(result.ending())
        .isEqualTo(
            "The run is done: all days up to 2021-06-14. Done again: 2021-06-11 (events changed)."
                + " Snapshots made anew: 2021-06-11 to 2021-06-13.");
    assertThat(message(result, "CheckLastDay"))
        .endsWith(
            "2 days to aggregate: 2021-06-11, 2021-06-14; snapshots of 2021-06-11 to 2021-06-13 to"
                + " make anew; done again: 2021-06-11 (events changed)");
    assertThat(message(result, "WindowAggregation"))
        .endsWith("; made anew: 2021-06-11 to 2021-06-13");
    assertThat(objectsWith("/1d/day=2021-06-0", "/total/day=2021-06-10")).isEqualTo(before);
    requireRightUpTo(14);
    assertThat(job.userDbUsers()).contains("late-user");
  }

  @Test
  @Order(3)
  void eventsOfTheDayThatWasJustDoneAreFoundOnTheSameDay() throws Exception {
    job.addEvents(june(14), "late-user", 7);

    JobResult result = run(14);

    assertThat(result.ending()).contains("Done again: 2021-06-14 (events changed).");
    assertThat(result.ending()).doesNotContain("Snapshots");
    requireRightUpTo(14);
    assertThat(run(14).ending()).startsWith("There was nothing to do");
  }

  @Test
  @Order(4)
  void eventsThatAreTakenBackAreFoundToo() throws Exception {
    job.removeAddedEvents(june(14));

    assertThat(run(15).ending())
        .contains("Done again: 2021-06-14 (events changed). Snapshots made anew: 2021-06-14.");
    requireRightUpTo(15);
  }

  @Test
  @Order(5)
  void olderDaysAreDoneAgainWhenThatIsAskedFor() throws Exception {
    job.addEvents(june(5), "later-user", 11);
    assertThat(run(16).ending()).isEqualTo("The run is done: all days up to 2021-06-16.");

    JobResult result = job.reprocess(june(17), new DayRange(june(4), june(6)));

    assertThat(result.exitCode()).isZero();
    assertThat(result.ending())
        .isEqualTo(
            "The run is done: all days up to 2021-06-16. Done again: 2021-06-04 to 2021-06-06"
                + " (asked for). Snapshots made anew: 2021-06-10 to 2021-06-15.");
    requireRightUpTo(16);
    assertThat(job.userDbUsers()).contains("later-user");
  }

  @Test
  @Order(6)
  void aDayWhoseMarkerSomebodyDeletesIsDoneAgainWithTheSnapshotsThatSumIt() throws Exception {
    job.addEvents(june(8), "later-user", 13);
    Files.delete(job.aggregations().resolve("1d/_SUCCESS_2021-06-08"));
    List<String> withoutIt = objectsWith("/7d/day=2021-06-15", "/7d/day=2021-06-16");

    JobResult result = run(16);

    assertThat(message(result, "CheckLastDay"))
        .endsWith(
            "1 day to aggregate: 2021-06-08; snapshots of 2021-06-10 to 2021-06-15 to make anew");
    assertThat(objectsWith("/7d/day=2021-06-15", "/7d/day=2021-06-16")).isEqualTo(withoutIt);
    requireRightUpTo(16);
  }

  @Test
  @Order(7)
  void aDayThatIsAggregatedByNameMakesTheNextRunGoOn() throws Exception {
    job.addEvents(june(12), "later-user", 17);
    assertThat(job.runStage("DailyAggregation", june(17), june(12)).exitCode()).isZero();

    assertThat(run(16).ending())
        .contains("all days up to 2021-06-16. Snapshots made anew: 2021-06-12 to 2021-06-15.");
    requireRightUpTo(16);
  }

  @Test
  @Order(8)
  void theCheckAloneTellsWhatARunWouldDoAndTouchesNothing() throws Exception {
    job.addEvents(june(15), "later-user", 19);
    List<String> before = job.dataObjects();

    JobResult result = job.runStage("CheckLastDay", june(17), june(16));

    assertThat(message(result, "CheckLastDay"))
        .endsWith("; done again: 2021-06-15 (events changed)");
    assertThat(job.dataObjects()).isEqualTo(before);
    assertThat(run(16).ending()).contains("Done again: 2021-06-15");
    requireRightUpTo(16);
  }

  @Test
  @Order(9)
  void daysOfWhichNobodyKnowsWhatTheyWereAreDoneAgainOnce() throws Exception {
    for (int day = 14; day <= 16; day++) {
      Files.delete(job.aggregations().resolve("1d/_EVENTS_" + june(day)));
    }
    assertThat(run(17).ending())
        .contains("Done again: 2021-06-14 to 2021-06-16 (events not known before).");
    requireRightUpTo(17);
    assertThat(run(17).ending()).startsWith("There was nothing to do");
  }

  private static JobResult run(int lastDay) throws Exception {
    JobResult result = job.run(june(lastDay + 1));
    assertThat(result.exitCode()).as(result.ending()).isZero();
    return result;
  }

  private static void requireRightUpTo(int lastDay) throws Exception {
    job.output().requireDailyAggregates(FIRST_DAY.datesUntil(june(lastDay + 1)).toList());
    job.output().requireEverythingUpTo(june(lastDay));
    job.output().requireHistory(june(10).datesUntil(june(lastDay + 1)).toList());
  }

  private static String message(JobResult result, String stage) {
    return result.stages().stream()
        .filter(figures -> figures.stage().equals(stage))
        .map(StageFigures::message)
        .findFirst()
        .orElseThrow();
  }

  /** The objects whose keys have one of some texts in them; what is written anew is called anew. */
  private static List<String> objectsWith(String... texts) throws IOException {
    return job.dataObjects().stream()
        .filter(object -> Stream.of(texts).anyMatch(object::contains))
        .toList();
  }

  private static LocalDate june(int day) {
    return LocalDate.of(2021, 6, day);
  }
}
