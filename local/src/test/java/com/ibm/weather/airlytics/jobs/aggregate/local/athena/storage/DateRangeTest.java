package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DateRangeTest {

  private static final Instant NOW = Instant.parse("2021-03-01T23:30:00Z");

  @Test
  void daysGoFromTheFirstToTheLast() {
    assertThat(new DateRange("yyyy-MM-dd", NOW).values("2021-02-27", "NOW", 1, ChronoUnit.DAYS))
        .containsExactly("2021-02-27", "2021-02-28", "2021-03-01");
  }

  @Test
  void monthsYearsAndHoursHaveTheirOwnPrecision() {
    DateRange months = new DateRange("yyyy/MM", NOW);
    DateRange years = new DateRange("yyyy", NOW);
    DateRange hours = new DateRange("yyyy-MM-dd-HH", NOW);

    assertThat(months.values("2020/12", "NOW", 1, months.precision()))
        .containsExactly("2020/12", "2021/01", "2021/02", "2021/03");
    assertThat(years.values("NOW-2YEARS", "NOW+1YEAR", 1, years.precision()))
        .containsExactly("2019", "2020", "2021", "2022");
    assertThat(hours.values("NOW-2HOURS", "NOW", 2, hours.precision()))
        .containsExactly("2021-03-01-21", "2021-03-01-23");
  }

  @Test
  void whatIsNeitherADateNorNowIsRefused() {
    assertThatThrownBy(
            () -> new DateRange("yyyy-MM-dd", NOW).values("soon", "NOW", 1, ChronoUnit.DAYS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'soon' is neither a date in the format yyyy-MM-dd nor NOW");
  }

  @Test
  void aRangeWithoutReasonableEndIsRefused() {
    assertThatThrownBy(
            () -> new DateRange("yyyy", NOW).values("0001", "NOW", 1, ChronoUnit.SECONDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 1000000 values");
  }
}
