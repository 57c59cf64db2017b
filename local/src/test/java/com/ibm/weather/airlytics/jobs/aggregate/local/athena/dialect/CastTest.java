package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastTest {

  private static TranslatedQueries queries;

  @BeforeAll
  static void open() throws SQLException {
    queries = new TranslatedQueries();
  }

  @AfterAll
  static void close() throws SQLException {
    queries.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        " 7",
        "7 ",
        "",
        "+",
        "-",
        "--7",
        "0x1F",
        "1_000",
        "9223372036854775808",
        "a"
      })
  void textThatIsNoPlainIntegerIsNoBigint(String text) {
    assertThat(queries.value("try_cast('%s' AS bigint)".formatted(text))).isEqualTo("null");
    assertThatThrownBy(() -> queries.value("cast('%s' AS bigint)".formatted(text)))
        .hasMessage("INVALID_CAST_ARGUMENT: Cannot cast '%s' to bigint", text);
  }

  @ParameterizedTest
  @CsvSource({
    "+7, 7",
    "007, 7",
    "-0, 0",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "00000000000000000000012, 12"
  })
  void signsAndLeadingZerosBelongToAnInteger(String text, String value) {
    assertThat(queries.value("try_cast('%s' AS bigint)".formatted(text))).isEqualTo(value);
    assertThat(queries.value("cast('%s' AS bigint)".formatted(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "smallint, 32768, null",
    "smallint, -32768, -32768",
    "tinyint, 128, null",
    "integer, 2147483648, null",
    "integer, 2147483647, 2147483647"
  })
  void anIntegerOutOfItsTypesRangeIsNone(String type, String text, String value) {
    assertThat(queries.value("try_cast('%s' AS %s)".formatted(text, type))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "NaN,NaN",
        "Infinity,Infinity",
        "-Infinity,-Infinity",
        " 1.5 ,1.5",
        "1.5d,1.5",
        "0x1p3,8.0",
        "1e400,Infinity",
        "nan,null",
        "inf,null",
        "'1,5',null",
        "'',null"
      })
  void doublesAreSpelledAsInJava(String text, String value) {
    assertThat(queries.value("try_cast('%s' AS double)".formatted(text))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1.5,1.50",
        "1e3,1000.00",
        "1.5E-1,0.15",
        "0.005,0.01",
        "-0.005,-0.01",
        "0.0049,0.00",
        "+7,7.00",
        "99999999.994,99999999.99",
        "99999999.995,null",
        "100000000,null",
        "1e400,null",
        " 1,null",
        "1_0,null",
        "NaN,null",
        "'',null"
      })
  void decimalsAreReadLikeBigDecimalsAndRoundedHalfUp(String text, String value) {
    assertThat(queries.value("try_cast('%s' AS decimal(10, 2))".formatted(text))).isEqualTo(value);
  }

  @Test
  void aDecimalThatDoesNotFitFailsItsCast() {
    assertThatThrownBy(() -> queries.value("cast('100' AS decimal(3, 1))"))
        .hasMessage("INVALID_CAST_ARGUMENT: Cannot cast '100' to decimal(3,1)");
    assertThatThrownBy(() -> queries.value("cast(12.34 AS decimal(3, 2))"))
        .hasMessageStartingWith("INVALID_CAST_ARGUMENT: ");
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 3",
    "3.5, 4",
    "-2.5, -3",
    "0.49999999999999994, 0",
    "1e18, 1000000000000000000"
  })
  void doublesRoundHalfAwayFromZero(String number, String value) {
    assertThat(queries.value("cast(double '%s' AS bigint)".formatted(number))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "9.3e18"})
  void aDoubleWithoutAnIntegerIsNoBigint(String number) {
    assertThat(queries.value("try_cast(double '%s' AS bigint)".formatted(number)))
        .isEqualTo("null");
    assertThatThrownBy(() -> queries.value("cast(double '%s' AS bigint)".formatted(number)))
        .hasMessageStartingWith("INVALID_CAST_ARGUMENT: ");
  }

  @ParameterizedTest
  @CsvSource({
    "double '1', 1.0E0",
    "double '1.5', 1.5E0",
    "double '1e20', 1.0E20",
    "double '-0.001', -1.0E-3",
    "double 'NaN', NaN",
    "double '-Infinity', -Infinity",
    "real '0.1', 1.0E-1",
    "1.50, 1.50",
    "0.5, 0.5",
    "42, 42",
    "true, true",
    "date '2021-07-10', 2021-07-10",
    "timestamp '2021-07-10 01:02:03.5', 2021-07-10 01:02:03.500"
  })
  void textOfAValueIsTrinos(String value, String text) {
    assertThat(queries.value("cast(%s AS varchar)".formatted(value))).isEqualTo(text);
  }

  @Test
  void aShorterVarcharCutsTextButNotNumbers() {
    assertThat(queries.value("cast('abcdef' AS varchar(3))")).isEqualTo("abc");
    assertThat(queries.value("try_cast(12345 AS varchar(3))")).isEqualTo("null");
    assertThatThrownBy(() -> queries.value("cast(12345 AS varchar(3))"))
        .hasMessageStartingWith("INVALID_CAST_ARGUMENT: ");
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "T, true",
    "1, true",
    "FALSE, false",
    "f, false",
    "0, false",
    "yes, null"
  })
  void booleansHaveThreeSpellingsEach(String text, String value) {
    assertThat(queries.value("try_cast('%s' AS boolean)".formatted(text))).isEqualTo(value);
  }

  @Test
  void datesAndTimestampsAreReadFromText() {
    assertThat(queries.value("cast('2021-07-10' AS date)")).isEqualTo("2021-07-10");
    assertThat(queries.value("try_cast('2021-02-30' AS date)")).isEqualTo("null");
    assertThat(queries.value("cast('2021-07-10 01:02:03.4567' AS timestamp)"))
        .isEqualTo("2021-07-10 01:02:03.457");
  }

  @Test
  void aNarrowerIntegerFailsOutOfItsRange() {
    assertThat(queries.value("try_cast(300 AS tinyint)")).isEqualTo("null");
    assertThatThrownBy(() -> queries.value("cast(300 AS tinyint)"))
        .hasMessageStartingWith("NUMERIC_VALUE_OUT_OF_RANGE: ");
  }

  @Test
  void decimalsRoundHalfUpToIntegersAndSmallerScales() {
    assertThat(queries.value("cast(2.5 AS bigint)")).isEqualTo("3");
    assertThat(queries.value("cast(-2.5 AS bigint)")).isEqualTo("-3");
    assertThat(queries.value("cast(1.255 AS decimal(4, 2))")).isEqualTo("1.26");
    assertThat(queries.value("cast(double '1.005' AS decimal(4, 2))")).isEqualTo("1.01");
  }
}
