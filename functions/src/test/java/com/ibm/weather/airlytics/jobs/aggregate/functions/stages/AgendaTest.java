package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import com.ibm.weather.airlytics.jobs.aggregate.functions.sql.DayRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run works on whose history began 3,000 days before its last day; days are counted. */
class AgendaTest {

  private static final LocalDate START = LocalDate.parse("2015-01-01");
  private static final int LAST = 2_999;

  @Test
  void allIsDoneWhereNothingIsDue() {
    Agenda agenda = agenda(none(), days(0, LAST), none());

    assertThat(agenda.days()).isEmpty();
    assertThat(agenda.newestDay()).contains(day(LAST));
    assertThat(agenda.rebuiltDays()).isEmpty();
    assertThat(agenda.left()).isEqualTo(new Agenda.Left(false, 0, 0));
    assertThat(agenda.describe()).isEqualTo("no day to aggregate");
  }

  @Test
  void aRunTakesTheOldestTwoThousandDaysAndItsWindowsEndOnTheLastOfThem() {
    Agenda agenda = agenda(days(0, LAST), none(), none());

    assertThat(agenda.days()).hasSize(2_000).startsWith(day(0)).endsWith(day(1_999));
    assertThat(agenda.newestDay()).contains(day(1_999));
    assertThat(agenda.left().days()).isEqualTo(1_000);
    assertThat(agenda.describe())
        .startsWith("2000 days to aggregate: 2015-01-01 to ")
        .endsWith("; left for the next run: 1000 days");
  }

  @Test
  void windowsEndBeforeTheFirstGapEvenWhereNewerDaysAreDone() {
    Agenda agenda = agenda(days(0, 2_500), days(2_501, LAST), days(1_990, 2_510));

    assertThat(agenda.newestDay()).contains(day(1_999));
    assertThat(agenda.rebuiltDays()).isEqualTo(List.copyOf(days(1_990, 1_998)));
    assertThat(agenda.left().days()).isEqualTo(501);
    assertThat(agenda.left().snapshots()).as("all after the gap").isEqualTo(511);
  }

  @Test
  void aRunMakesTheOldestFiveHundredSnapshotsAnewAndTheNewest() {
    Agenda agenda = agenda(days(7, 7), except(days(0, LAST), 7), days(100, LAST));

    assertThat(agenda.newestDay()).contains(day(LAST));
    assertThat(agenda.rebuiltDays()).isEqualTo(List.copyOf(days(100, 599)));
    assertThat(agenda.left()).isEqualTo(new Agenda.Left(false, 0, LAST - 600));
    assertThat(agenda.describe())
        .contains("1 day to aggregate: 2015-01-08; snapshots of 2015-04-11 to ")
        .endsWith("to make anew; left for the next run: the snapshots of 2399 days");
  }

  @Test
  void snapshotsBeforeTheHistoryAreNoneOfTheRunsBusinessAndThoseAfterItAreLeft() {
    NavigableSet<LocalDate> stale = new TreeSet<>(List.of(day(-1), day(5), day(LAST + 1)));

    Agenda agenda = agenda(none(), days(0, LAST), stale);

    assertThat(agenda.rebuiltDays()).containsExactly(day(5));
    assertThat(agenda.left().snapshots()).isEqualTo(1);
  }

  @Test
  void aFirstDayThatIsNotThereLeavesNothingToDo() {
    Agenda agenda = agenda(none(), days(1, LAST), none());

    assertThat(agenda.newestDay()).isEmpty();
  }

  private static Agenda agenda(
      NavigableSet<LocalDate> due, NavigableSet<LocalDate> kept, NavigableSet<LocalDate> stale) {
    Run run =
        new Run(
            "run-1",
            Installation.HOLDER,
            "primary",
            Installation.LTV,
            Documented.configuration(json -> json.put("historyStartDay", START.toString())),
            day(LAST),
            day(LAST),
            Arrays.asList(Stage.values()),
            false,
            List.of());
    return Agenda.of(run, due, kept, stale, false);
  }

  private static NavigableSet<LocalDate> days(int from, int to) {
    return new DayRange(day(from), day(to)).days().collect(Collectors.toCollection(TreeSet::new));
  }

  private static NavigableSet<LocalDate> none() {
    return new TreeSet<>();
  }

  private static NavigableSet<LocalDate> except(NavigableSet<LocalDate> days, int... others) {
    IntStream.of(others).mapToObj(AgendaTest::day).forEach(days::remove);
    return days;
  }

  private static LocalDate day(int number) {
    return START.plusDays(number);
  }
}
