package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static TranslatedQueries queries;

  @BeforeAll
  static void open() throws SQLException {
    queries = new TranslatedQueries();
    queries.table("db", "numbers", "n bigint, zero bigint, d double", "(7, 0, 'NaN')");
  }

  @AfterAll
  static void close() throws SQLException {
    queries.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "7 / 2; 3; int",
        "-7 / 2; -3; int",
        "-7 % 2; -1; int",
        "mod(7, 4); 3; int",
        "cast(1 AS smallint) + 2; 3; int",
        "cast(1 AS tinyint) + cast(2 AS tinyint); 3; tinyint",
        "5000000000 + 1; 5000000001; bigint",
        "1 + 1.5; 2.5; decimal(12,1)",
        "1.5 * 1.25; 1.875; decimal(5,3)",
        "1.0 / 3; 0.3; decimal(2,1)",
        "2.00 / 3.00; 0.67; decimal(5,2)",
        "5.5 % 2; 1.5; decimal(2,1)",
        "0.5; 0.5; decimal(1,1)",
        "double '7' / 2; 3.5; double",
        "double '7' / 0; Infinity; double",
        "cast(1.5 AS real) + 1; 2.5; float",
        "- n; -7; bigint"
      })
  void arithmeticHasTrinosTypesAndRounding(String expression, String value, String type) {
    assertThat(queries.rows("SELECT " + expression + " FROM numbers")).containsExactly(value);
    assertThat(queries.translate("SELECT " + expression + " FROM numbers").columns().get(0).type())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "n / zero, DIVISION_BY_ZERO: Division by zero",
    "n % zero, DIVISION_BY_ZERO: Division by zero",
    "1.5 / zero, DIVISION_BY_ZERO: Division by zero",
    "1.5 % zero, DIVISION_BY_ZERO: Division by zero",
    "9223372036854775807 + n, NUMERIC_VALUE_OUT_OF_RANGE: ",
    "cast(127 AS tinyint) + cast(n AS tinyint), NUMERIC_VALUE_OUT_OF_RANGE: "
  })
  void arithmeticThatHasNoResultFailsTheQuery(String expression, String message) {
    assertThatThrownBy(() -> queries.rows("SELECT " + expression + " FROM numbers"))
        .hasMessageStartingWith(message);
    assertThat(queries.rows("SELECT try(" + expression + ") FROM numbers")).containsExactly("null");
  }

  @Test
  void whatIsNotReachedDoesNotFail() {
    assertThat(queries.rows("SELECT CASE WHEN zero = 0 THEN n ELSE n / zero END FROM numbers"))
        .containsExactly("7");
    assertThat(
            queries.rows(
                "SELECT coalesce(n, CASE WHEN n / zero > 1 THEN n / zero END) FROM numbers"))
        .containsExactly("7");
    assertThat(queries.rows("SELECT if(zero = 0, n, n / zero) FROM numbers")).containsExactly("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "nan() = nan(); false",
        "nan() <> nan(); true",
        "nan() > 1; false",
        "nan() < 1; false",
        "nan() IN (nan()); false",
        "nan() BETWEEN 1 AND infinity(); false",
        "nan() IS DISTINCT FROM nan(); false",
        "is_nan(nan()); true",
        "is_finite(infinity()); false",
        "is_infinite(infinity()); true",
        "1 = 1.0; true",
        "NULL = 1; null",
        "NULL IS NOT DISTINCT FROM NULL; true",
        "1 IN (2, NULL); null",
        "2 NOT IN (1, 3); true",
        "2 BETWEEN 1 AND 3; true",
        "'a' < 'b' AND NOT 'a' = 'b'; true",
        "'a_c' LIKE 'a!_%' ESCAPE '!'; true",
        "'abc' LIKE 'a!_%' ESCAPE '!'; false",
        "'a\\b' LIKE 'a\\b'; true",
        "'' IS NULL; false",
        "nullif('', '') IS NULL; true",
        "coalesce(NULL, 2); 2",
        "CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END; two",
        "CASE 3 WHEN 1 THEN 'one' END; null",
        "greatest(1, NULL); null",
        "least(2, 1.5); 1.5",
        "'a' || NULL; null",
        "if(false, 1); null"
      })
  void comparisonsAndConditionsAreTrinos(String expression, String value) {
    assertThat(queries.value(expression)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "substr('hello', 2);ello",
        "substr('hello', 2, 3);ell",
        "substr('hello', -2);lo",
        "substring('hello' FROM 2 FOR 1);e",
        "substr('hello', 0) = '';true",
        "substr('hello', 9) = '';true",
        "length('a😀b');3",
        "strpos('hello', 'l');3",
        "strpos('hello', 'z');0",
        "split_part('a,b', ',', 2);b",
        "split_part('a,b', ',', 3);null",
        "replace('a-b-c', '-');abc",
        "lpad('abc', 5, 'xy');xyabc",
        "rpad('abc', 2, 'x');ab",
        "concat('a', 'b', 'c');abc",
        "concat_ws(',', 'a', NULL, 'b');a,b",
        "upper('aé') || lower('AÉ');AÉaé",
        "'[' || trim(chr) || ']';[x]",
        "regexp_like('a1', '[0-9]$');true",
        "regexp_like('ab', '^b');false",
        "regexp_replace('a1b2', '([0-9])', '<$1>');a<1>b<2>",
        "regexp_replace('a1b2', '[0-9]');ab",
        "typeof(1.5);decimal(2,1)"
      })
  void textFunctionsAreTrinos(String expression, String value) {
    assertThat(queries.rows("SELECT " + expression + " FROM (VALUES ' \t\nx ') AS v(chr)"))
        .containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "abs(-5); 5",
        "floor(-1.5); -2",
        "ceil(1.2); 2",
        "round(double '2.5'); 3.0",
        "round(double '-2.5'); -3.0",
        "round(1.255, 2); 1.260",
        "truncate(double '-1.7'); -1.0",
        "power(2, 10); 1024.0",
        "year(date '2021-07-10'); 2021",
        "day(date '2021-07-10'); 10",
        "day_of_week(date '2021-07-10'); 6",
        "EXTRACT(MONTH FROM date '2021-07-10'); 7",
        "date_add('day', -29, date '2021-07-10'); 2021-06-11",
        "date_add('month', 1, date '2021-01-31'); 2021-02-28",
        "date_diff('day', date '2021-06-11', date '2021-07-10'); 29",
        "date_diff('month', date '2021-01-31', date '2021-03-01'); 1",
        "date_format(timestamp '2021-07-10 01:02:03', '%Y%m%d %H:%i'); 20210710 01:02",
        "date_trunc('month', date '2021-07-10'); 2021-07-01",
        "date(from_unixtime(1625875200)); 2021-07-10",
        "cast(from_unixtime(0) AS varchar); 1970-01-01 00:00:00.000 UTC"
      })
  void numberAndDateFunctionsAreTrinos(String expression, String value) {
    assertThat(queries.value(expression)).isEqualTo(value);
  }

  @Test
  void aFunctionRefusesItsArgumentWhileItRuns() {
    assertThatThrownBy(() -> queries.value("split_part('a', ',', 0)"))
        .hasMessage("INVALID_FUNCTION_ARGUMENT: Index must be greater than zero");
    assertThatThrownBy(() -> queries.value("lpad('a', 3, '')"))
        .hasMessage("INVALID_FUNCTION_ARGUMENT: Padding string must not be empty");
  }
}
