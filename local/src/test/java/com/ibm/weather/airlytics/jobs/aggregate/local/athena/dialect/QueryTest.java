package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueryTest {

  private static TranslatedQueries queries;

  @BeforeAll
  static void open() throws SQLException {
    queries = new TranslatedQueries();
    queries.table("db", "l", "k string, v int", "('a', 1), ('b', 2), (NULL, 3)");
    queries.table("db", "r", "k string, w int", "('b', 20), ('c', 30), (NULL, 40)");
    queries.table("db", "n", "g string, x bigint", "('p', 1), ('p', NULL), ('q', 5), ('q', 7)");
    queries.table("other", "r", "k string", "('elsewhere')");
  }

  @AfterAll
  static void close() throws SQLException {
    queries.close();
  }

  @Test
  void putsNullLastInBothDirections() {
    assertThat(queries.rows("SELECT k FROM l ORDER BY k")).containsExactly("a", "b", "null");
    assertThat(queries.rows("SELECT k FROM l ORDER BY k DESC")).containsExactly("b", "a", "null");
    assertThat(queries.rows("SELECT k FROM l ORDER BY k NULLS FIRST"))
        .containsExactly("null", "a", "b");
  }

  @Test
  void sortsByAliasPositionAndExpression() {
    assertThat(queries.rows("SELECT -v AS minus FROM l ORDER BY minus"))
        .containsExactly("-3", "-2", "-1");
    assertThat(queries.rows("SELECT v FROM l ORDER BY 1 DESC LIMIT 1")).containsExactly("3");
    assertThat(queries.rows("SELECT k FROM l ORDER BY v * -1 OFFSET 1 LIMIT 1"))
        .containsExactly("b");
    assertThat(
            queries.rows("SELECT v FROM l UNION ALL SELECT 0 ORDER BY v FETCH FIRST 2 ROWS ONLY"))
        .containsExactly("0", "1");
  }

  @Test
  void mergesTheColumnOfUsingAndNeverMatchesNull() {
    assertThat(queries.rows("SELECT k, v, w FROM l FULL JOIN r USING (k) ORDER BY k, v"))
        .containsExactly("a|1|null", "b|2|20", "c|null|30", "null|3|null", "null|null|40");
    assertThat(queries.translate("SELECT * FROM l FULL JOIN r USING (k)").columns())
        .containsExactly(new Column("k", "string"), new Column("v", "int"), new Column("w", "int"));
    assertThat(queries.rows("SELECT k FROM l JOIN r USING (k)")).containsExactly("b");
    assertThatThrownBy(() -> queries.rows("SELECT l.k FROM l JOIN r USING (k)"))
        .hasMessageContaining("Column 'l.k' cannot be resolved");
  }

  @Test
  void joinsInEveryWay() {
    assertThat(queries.rows("SELECT l.v, r.w FROM l LEFT JOIN r ON l.k = r.k ORDER BY 1"))
        .containsExactly("1|null", "2|20", "3|null");
    assertThat(queries.rows("SELECT l.v, r.w FROM l RIGHT JOIN r ON l.k = r.k ORDER BY 2"))
        .containsExactly("2|20", "null|30", "null|40");
    assertThat(queries.rows("SELECT count(*) FROM l CROSS JOIN r, n")).containsExactly("36");
  }

  @Test
  void groupsAndSortsByWhatIsSelected() {
    assertThat(
            queries.rows(
                """
                SELECT try_cast(lower(g) AS bigint), cast(max(cast(x AS varchar)) AS bigint)
                FROM n GROUP BY try_cast(lower(g) AS bigint)
                """))
        .containsExactly("null|7");
    assertThat(queries.rows("SELECT DISTINCT upper(k) FROM l ORDER BY upper(k) DESC"))
        .containsExactly("B", "A", "null");
    assertThat(queries.rows("SELECT g, x / 2 AS half FROM n ORDER BY half DESC, g LIMIT 2"))
        .containsExactly("q|3", "q|2");
  }

  @Test
  void groupsByExpressionPositionAndSets() {
    assertThat(queries.rows("SELECT upper(g), sum(x) FROM n GROUP BY upper(g) ORDER BY 1"))
        .containsExactly("P|1", "Q|12");
    assertThat(queries.rows("SELECT upper(g), count(x) FROM n GROUP BY 1 ORDER BY 1"))
        .containsExactly("P|1", "Q|2");
    assertThat(
            queries.rows(
                """
                SELECT g, grouping(g), sum(x) FROM n
                GROUP BY GROUPING SETS ((g), ()) ORDER BY 1
                """))
        .containsExactly("p|0|1", "q|0|12", "null|1|13");
    assertThat(queries.rows("SELECT g FROM n GROUP BY g HAVING count(x) = 2")).containsExactly("q");
  }

  @Test
  void aggregatesAsTrinoDoes() {
    assertThat(
            queries.rows(
                """
                SELECT count(*), count(x), count(DISTINCT g), count_if(x > 4), sum(x), avg(x),
                       min(x), max(x), max_by(g, x), min_by(x, g), bool_or(x > 6), bool_and(x > 0),
                       approx_distinct(g), sum(x) FILTER (WHERE g = 'q')
                FROM n WHERE g = 'q'
                """))
        .containsExactly("2|2|1|2|12|6.0|5|7|q|5|true|true|1|12");
    assertThat(queries.rows("SELECT sum(x), count(x), max(g) FROM n WHERE g = 'none'"))
        .containsExactly("null|0|null");
    assertThat(
            queries.rows(
                "SELECT max_by(a, b) FROM (VALUES (1, 1), (NULL, 2), (3, NULL)) AS t(a, b)"))
        .containsExactly("null");
    assertThat(
            queries.rows(
                """
                SELECT max_by(CAST(a AS smallint), b), min_by(CAST(a AS tinyint), b)
                FROM (VALUES (1, 'x'), (NULL, 'y'), (3, NULL), (-2, 'w')) AS t(a, b)"""))
        .containsExactly("null|-2");
    assertThat(queries.rows("SELECT avg(a), sum(a) FROM (VALUES 1.0, 2.0, 2.0) AS t(a)"))
        .containsExactly("1.7|5.0");
  }

  @Test
  void aSumOutOfItsTypesRangeFails() {
    assertThatThrownBy(
            () -> queries.rows("SELECT sum(a) FROM (VALUES 9223372036854775807, 1) AS t(a)"))
        .hasMessageStartingWith("NUMERIC_VALUE_OUT_OF_RANGE: ");
    assertThat(
            queries.rows(
                "SELECT sum(cast(a AS decimal(38, 0))) FROM (VALUES 9223372036854775807, 1) AS t(a)"))
        .containsExactly("9223372036854775808");
  }

  @Test
  void computesOverWindows() {
    assertThat(
            queries.rows(
                """
                SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x DESC),
                       sum(x) OVER (PARTITION BY g),
                       count(*) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
                FROM n ORDER BY g, x
                """))
        .containsExactly("p|1|1|1|1", "p|null|2|1|2", "q|5|2|12|2", "q|7|1|12|2");
  }

  @Test
  void combinesQueriesWithACommonType() {
    assertThat(queries.rows("SELECT 1 AS a UNION SELECT 1 UNION ALL SELECT 2.5 ORDER BY 1"))
        .containsExactly("1.0", "2.5");
    assertThat(queries.translate("SELECT 1 AS a UNION ALL SELECT 2.5").columns())
        .containsExactly(new Column("a", "decimal(11,1)"));
    assertThat(queries.rows("(SELECT k FROM l INTERSECT SELECT k FROM r) ORDER BY 1"))
        .containsExactly("b", "null");
    assertThat(queries.rows("SELECT k FROM l EXCEPT SELECT k FROM r")).containsExactly("a");
    assertThat(queries.rows("SELECT DISTINCT g FROM n ORDER BY g")).containsExactly("p", "q");
  }

  @Test
  void asksSubqueries() {
    assertThat(queries.rows("SELECT (SELECT max(w) FROM r), k FROM l WHERE v = 1"))
        .containsExactly("40|a");
    assertThat(queries.rows("SELECT k FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.k = l.k)"))
        .containsExactly("b");
    assertThat(queries.rows("SELECT k FROM l WHERE k IN (SELECT k FROM r)")).containsExactly("b");
    assertThat(queries.rows("SELECT k FROM l WHERE k NOT IN (SELECT k FROM r)")).isEmpty();
    assertThatThrownBy(() -> queries.rows("SELECT (SELECT w FROM r)"))
        .hasMessageStartingWith("SUBQUERY_MULTIPLE_ROWS: ");
  }

  @Test
  void namesAreFoundWithoutRegardToCase() {
    assertThat(queries.rows("SELECT L.K FROM L WHERE \"K\" = 'a'")).containsExactly("a");
    assertThat(queries.rows("SELECT k FROM other.r")).containsExactly("elsewhere");
    assertThat(queries.rows("SELECT r.k FROM \"AwsDataCatalog\".other.r"))
        .containsExactly("elsewhere");
    assertThat(queries.rows("SELECT R.B FROM (VALUES (1, 2)) AS r(a, b)")).containsExactly("2");
    assertThat(queries.rows("WITH r(z) AS (SELECT 9) SELECT z FROM r")).containsExactly("9");
  }

  @Test
  void namesTheResultsColumnsAsAthenaDoes() {
    assertThat(queries.translate("SELECT V, v + 1, t.*, 'x' AS \"Day\" FROM l AS t").columns())
        .containsExactly(
            new Column("v", "int"),
            new Column("_col1", "int"),
            new Column("k", "string"),
            new Column("v", "int"),
            new Column("day", "varchar(1)"));
  }
}
