package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayRangeTest {

  @ParameterizedTest(name = "days {0} without {1} are {2}")
  @CsvSource({
    "10..16, 20..26, 10..16",
    "10..16, 01..09, 10..16",
    "10..16, 17..20, 10..16",
    "10..16, 09..15, 16..16",
    "10..16, 11..17, 10..10",
    "10..16, 10..16, ''",
    "10..16, 01..30, ''",
    "10..16, 12..13, 10..11 14..16",
    "10..16, 10..13, 14..16",
    "10..16, 13..16, 10..12",
    "10..10, 10..10, ''",
    "10..10, 09..09, 10..10"
  })
  void minusLeavesTheDaysThatTheOtherLacks(String days, String other, String rest) {
    List<DayRange> expected =
        rest.isEmpty()
            ? List.of()
            : Arrays.stream(rest.split(" ", -1)).map(DayRangeTest::june).toList();

    assertThat(june(days).minus(june(other))).isEqualTo(expected);
  }

  @Test
  void minusIsTheDifferenceOfTheSetsOfDays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      DayRange days = anyRange(random);
      DayRange other = anyRange(random);
      Set<LocalDate> expected = days.days().collect(Collectors.toCollection(HashSet::new));
      other.days().forEach(expected::remove);

      assertThat(days.minus(other).stream().flatMap(DayRange::days))
          .as("%s minus %s, seed %d", days, other, seed)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void knowsItsDays() {
    DayRange range = june("28..30");

    assertThat(range.length()).isEqualTo(3);
    assertThat(range.days())
        .containsExactly(
            LocalDate.parse("2021-06-28"),
            LocalDate.parse("2021-06-29"),
            LocalDate.parse("2021-06-30"));
    assertThat(range.contains(LocalDate.parse("2021-06-28"))).isTrue();
    assertThat(range.contains(LocalDate.parse("2021-06-30"))).isTrue();
    assertThat(range.contains(LocalDate.parse("2021-06-27"))).isFalse();
    assertThat(range.contains(LocalDate.parse("2021-07-01"))).isFalse();
    assertThat(range).hasToString("2021-06-28..2021-06-30");
  }

  @Test
  void cannotEndBeforeItBegins() {
    assertThatThrownBy(() -> june("02..01"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2021-06-02")
        .hasMessageContaining("2021-06-01");
  }

  @Test
  void isReadAsItIsWritten() {
    assertThat(DayRange.parse("2021-06-28..2021-06-30")).isEqualTo(june("28..30"));
    assertThat(DayRange.parse("2021-06-28")).isEqualTo(june("28..28"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "2021-06-28..",
        "..2021-06-28",
        "2021-06-28-2021-06-30",
        "June",
        "2021-06-28..2021-06-29..2021-06-30",
        "2021-06-30..2021-06-28",
        "2021-06-31"
      })
  void whatIsNoRangeIsNotRead(String text) {
    assertThatThrownBy(() -> DayRange.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void daysBecomeAsFewRangesAsPossible() {
    assertThat(DayRange.of(days(5, 1, 2, 3, 7, 8)))
        .containsExactly(june("01..03"), june("05..05"), june("07..08"));
    assertThat(DayRange.of(List.of())).isEmpty();
  }

  @Test
  void aPersonReadsRangesOfDays() {
    assertThat(DayRange.describe(days(1, 2, 3, 7)))
        .isEqualTo("2021-06-01 to 2021-06-03, 2021-06-07");
    assertThat(DayRange.describe(List.of())).isEmpty();
  }

  @Test
  void ofManyScatteredDaysAPersonReadsTheFirst() {
    assertThat(DayRange.describe(days(1, 3, 5, 7, 9, 11, 13, 15, 17, 18, 20)))
        .startsWith("2021-06-01, 2021-06-03")
        .endsWith("2021-06-15 and 3 more");
  }

  private static List<LocalDate> days(int... days) {
    return Arrays.stream(days).mapToObj(day -> LocalDate.of(2021, 6, day)).toList();
  }

  private static DayRange june(String days) {
    String[] bounds = days.split("\\.\\.", -1);
    return new DayRange(
        LocalDate.parse("2021-06-" + bounds[0]), LocalDate.parse("2021-06-" + bounds[1]));
  }

  private static DayRange anyRange(Random random) {
    LocalDate from = LocalDate.parse("2021-06-01").plusDays(random.nextInt(20));
    return new DayRange(from, from.plusDays(random.nextInt(20)));
  }
}
