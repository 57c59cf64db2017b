package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @ParameterizedTest(name = "{0}: {1} in Hive, {2} in Trino")
  @CsvSource({
    "int, int, int, true",
    "bigint, bigint, bigint, true",
    "double, double, double, false",
    "float, float, real, false",
    "'decimal(10,2)', 'decimal(10,2)', 'decimal(10,2)', true",
    "'decimal(38,38)', 'decimal(38,38)', 'decimal(38,38)', true",
    "'decimal(1,0)', 'decimal(1,0)', 'decimal(1,0)', true",
    "' BigInt ', bigint, bigint, true",
    "'DECIMAL ( 10 , 2 )', 'decimal(10,2)', 'decimal(10,2)', true"
  })
  void isSpelledAsEachEngineWantsIt(String text, String hive, String trino, boolean exact) {
    assertThat(ValueType.parse(text))
        .hasValueSatisfying(
            type -> {
              assertThat(type.hive()).isEqualTo(hive);
              assertThat(type.trino()).isEqualTo(trino);
              assertThat(type.isExact()).isEqualTo(exact);
              assertThat(ValueType.parse(type.toString())).contains(type);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "integer",
        "real",
        "varchar",
        "decimal",
        "decimal(10)",
        "decimal(0,0)",
        "decimal(39,0)",
        "decimal(10,11)",
        "decimal(10,-1)",
        "decimal(10,2))",
        "decimal(999,2)",
        "bigint; DROP TABLE x"
      })
  void nothingElseIsAType(String text) {
    assertThat(ValueType.parse(text)).isEmpty();
  }
}
