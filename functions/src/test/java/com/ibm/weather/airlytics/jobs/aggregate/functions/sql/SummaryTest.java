package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  @Test
  void isFoundAmongTheKeysOfAStatement() {
    List<String> keys =
        List.of(
            "ltv/draft/day=2021-06-30/uuid/summary=users/20210630_file",
            "ltv/draft/day=2021-06-30/uuid/summary=totals.events-1200.rejected-0.users-17.without_user-3/f");

    assertThat(Summary.among(keys))
        .contains(
            new Summary(Map.of("events", 1200L, "rejected", 0L, "users", 17L, "without_user", 3L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "summary=users/file",
        "summary=totals/file",
        "summary=totals.users-17",
        "summary=totals.users-/file",
        "summary=totals.users--1/file",
        "summary=totals.users-17x/file",
        "summary=totals users-17/file",
        "summary=__HIVE_DEFAULT_PARTITION__/file"
      })
  void isNotFoundInOtherKeys(String key) {
    assertThat(Summary.among(List.of(key))).isEmpty();
  }

  @Test
  void namesTheTotalThatItLacks() {
    Summary summary = new Summary(Map.of("users", 17L));

    assertThat(summary.total("users")).isEqualTo(17);
    assertThatThrownBy(() -> summary.total("events"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("events")
        .hasMessageContaining("users=17");
  }

  @Test
  void holdsTheLargestNumberThatSqlCanCount() {
    assertThat(Summary.among(List.of("summary=totals.users-9223372036854775807/f")))
        .contains(new Summary(Map.of("users", Long.MAX_VALUE)));
  }
}
