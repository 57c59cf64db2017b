package com.ibm.weather.airlytics.jobs.aggregate.functions.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

  private static final LocalDate DAY = LocalDate.parse("2021-06-30");

  private final Attempt attempt =
      new Attempt(UUID.fromString("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"));

  @Test
  void namesATemporaryTableAfterBaseDayAndItself() {
    assertThat(attempt.temporaryTable("ltv_7d", DAY)).isEqualTo("ltv_7d_tmp_20210630_0a1b2c3d");
    assertThat(attempt.temporaryTable("ltv_7d", DAY))
        .isNotEqualTo(Attempt.next().temporaryTable("ltv_7d", DAY));
  }

  @Test
  void recognizesTheTemporaryTablesOfEveryAttempt() {
    Predicate<String> temporary = Attempt.temporaryTablesOf("ltv_7d");

    assertThat(temporary.test(attempt.temporaryTable("ltv_7d", DAY))).isTrue();
    assertThat(temporary.test(Attempt.next().temporaryTable("ltv_7d", DAY.plusYears(3)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ltv_7d",
        "ltv_7d_history",
        "ltv_7d_tmp",
        "ltv_7d_tmp_20210630",
        "ltv_7d_tmp_20210630_",
        "ltv_7d_tmp_20210630_0a1b2c3",
        "ltv_7d_tmp_20210630_0a1b2c3d4",
        "ltv_7d_tmp_20210630_0a1b2c3g",
        "ltv_7d_tmp_2021063_0a1b2c3d",
        "my_ltv_7d_tmp_20210630_0a1b2c3d",
        "ltv_7d_draft_tmp_20210630_0a1b2c3d",
        "ltv_30d_tmp_20210630_0a1b2c3d"
      })
  void takesNoOtherTableForATemporaryOne(String table) {
    assertThat(Attempt.temporaryTablesOf("ltv_7d").test(table)).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "airlytics_aggregations_ltv_helloworld_prod_1d_tmp_20210630_0a1b2c3d, true",
    "airlytics_aggregations_ltv_helloworld_prod_1d_draft_tmp_20210630_0a1b2c3d, true",
    "airlytics_aggregations_ltv_helloworld_prod_7d_tmp_20210630_0a1b2c3d, true",
    "airlytics_aggregations_ltv_helloworld_prod_total_tmp_20210630_0a1b2c3d, true",
    "ad_impressions_helloworld_prod_tmp_20210630_0a1b2c3d, true",
    "airlytics_aggregations_ltv_helloworld_prod_1d, false",
    "airlytics_aggregations_ltv_helloworld_prod_7d, false",
    "airlytics_aggregations_ltv_helloworld_prod_7d_history, false",
    "airlytics_aggregations_ltv_helloworld_prod_7d_draft_tmp_20210630_0a1b2c3d, false",
    "airlytics_aggregations_ltv_helloworld_prod_90d_tmp_20210630_0a1b2c3d, false",
    "airlytics_rawevents_helloworld_prod, false"
  })
  void allTemporaryTablesOfAnAggregationAreKnownByName(String table, boolean temporary) {
    assertThat(new TableSql(Documented.configuration()).isTemporary().test(table))
        .isEqualTo(temporary);
  }

  @Test
  void aTokenNamesTheAttemptAndTheStatement() {
    assertThat(attempt.statement("WriteWindow d7", "SELECT 1"))
        .isEqualTo(
            new Statement(
                "WriteWindow d7",
                "SELECT 1",
                "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d-writewindow-d7"));
  }
}
