package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  private static TranslatedQueries queries;

  @BeforeAll
  static void open() throws SQLException {
    queries = new TranslatedQueries();
    queries.table("db", "t", "a bigint, b string", "");
    queries.table("db", "u", "a bigint", "");
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
        "SELECT z FROM t; COLUMN_NOT_FOUND; line 1:8: Column 'z' cannot be resolved",
        "SELECT a FROM nowhere; TABLE_NOT_FOUND; line 1:15: Table 'awsdatacatalog.db.nowhere' does not exist",
        "SELECT a FROM t, u; AMBIGUOUS_NAME; line 1:8: Column 'a' is ambiguous",
        "SELECT a FROM t WHERE b = 5; TYPE_MISMATCH; line 1:25: Cannot apply operator: varchar = integer",
        "SELECT a FROM t WHERE a; TYPE_MISMATCH; line 1:23: A condition must evaluate to a boolean: actual type bigint",
        "SELECT a || b FROM t; FUNCTION_NOT_FOUND; line 1:10: Unexpected parameters (bigint, varchar) for function concat",
        "SELECT cast(true AS date); TYPE_MISMATCH; line 1:8: Cannot cast boolean to date",
        "SELECT CASE WHEN true THEN 1 ELSE 'x' END; TYPE_MISMATCH; line 1:8: All results must be of the same type: integer and varchar(1)",
        "SELECT 1 UNION SELECT 1, 2; TYPE_MISMATCH; The queries of a set operation have different numbers of columns",
        "SELECT a FROM t ORDER BY 2; INVALID_COLUMN_REFERENCE; line 1:26: Position 2 is not in select list",
        "SELECT regexp_like(b, '(') FROM t; INVALID_FUNCTION_ARGUMENT; Invalid pattern"
      })
  void whatAthenaRefusesIsRefusedAlike(String sql, String errorName, String message) {
    assertThatExceptionOfType(SqlRefusedException.class)
        .isThrownBy(() -> queries.translate(sql))
        .satisfies(e -> assertThat(e.errorName()).isEqualTo(errorName))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "SELECT sha256(b) FROM t; Function sha256",
        "SELECT read_text('/etc/passwd'); Function read_text",
        "SELECT trino_fail('x'); Function trino_fail",
        "SELECT ARRAY[1]; Array",
        "SELECT cast(a AS json) FROM t; Type json",
        "SELECT a FROM t TABLESAMPLE BERNOULLI (10); SampledRelation",
        "SELECT a FROM UNNEST(ARRAY[1]) AS x(a); Unnest",
        "SELECT a FROM t NATURAL JOIN u; NATURAL JOIN",
        "WITH RECURSIVE r(n) AS (SELECT 1) SELECT n FROM r; WITH RECURSIVE",
        "SELECT current_date; CurrentTime",
        "SELECT a = ALL (SELECT a FROM u) FROM t; QuantifiedComparisonExpression",
        "SELECT json_extract_scalar(b, b) FROM t; Function json_extract_scalar with an argument 2 that is no literal",
        "SELECT sum(a) OVER w FROM t WINDOW w AS (); A WINDOW clause",
        "SELECT a FROM t LIMIT ?; A number of rows that is no literal"
      })
  void whatIsNotKnownIsRefusedByName(String sql, String construct) {
    assertThatExceptionOfType(SqlRefusedException.class)
        .isThrownBy(() -> queries.translate(sql))
        .satisfies(e -> assertThat(e.errorName()).isEqualTo("NOT_SUPPORTED"))
        .withMessageContaining(construct + " is not supported by the embedded Athena");
  }

  @Test
  void aColumnThatIsNotGroupedIsRefusedBeforeItRuns() {
    assertThatThrownBy(() -> queries.rows("SELECT a, count(*) FROM t GROUP BY b"))
        .hasMessageStartingWith("EXPRESSION_NOT_AGGREGATE: ");
  }

  @Test
  void valuesCannotChangeAStatementsShape() {
    assertThat(queries.value("'''; DROP TABLE t; --'")).isEqualTo("'; DROP TABLE t; --");
    assertThat(queries.rows("SELECT 1 AS \"x\"\"; DROP TABLE t; --\"")).containsExactly("1");
  }
}
