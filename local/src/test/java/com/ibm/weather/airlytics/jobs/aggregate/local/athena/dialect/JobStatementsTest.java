package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements of the shapes that the job runs, from raw events to the lines of the CSV. */
class JobStatementsTest {

  private TranslatedQueries queries;

  @BeforeEach
  void open() throws SQLException {
    queries = new TranslatedQueries();
    queries.table(
        "airlytics",
        "raw",
        "userid string, shard int, name string, event string, partition smallint, day string",
        """
        ('u1', 7, 'ad-impression', '{"attributes":{"revenue":10}}', 1, '2021-07-10'),
        ('u1', 7, 'ad-impression', '{"attributes":{"revenue":2.0}}', 1, '2021-07-10'),
        ('u1', 8, 'ad-impression', '{"attributes":{"revenue":"5e0"}}', 2, '2021-07-10'),
        ('u2', 9, 'ad-impression', '{"attributes":{"revenue":1.5}}', 2, '2021-07-10'),
        ('u2', 9, 'ad-impression', 'not json', 2, '2021-07-10'),
        ('', 1, 'ad-impression', '{"attributes":{"revenue":100}}', 2, '2021-07-10'),
        (NULL, 1, 'ad-impression', '{"attributes":{"revenue":1000}}', 2, '2021-07-10'),
        ('u3', 3, 'purchase', '{"attributes":{"revenue":10}}', 3, '2021-07-10'),
        ('u1', 7, 'ad-impression', '{"attributes":{"revenue":10}}', 4, '2021-07-09')
        """);
    queries.table(
        "dest",
        "daily",
        "userid string, shard bigint, revenue bigint, cnt bigint, day string, partition smallint",
        """
        ('a', 1, 10, 2, '2021-06-10', 0), ('a', 1, 20, 1, '2021-06-11', 0),
        ('a', 2, 30, 1, '2021-07-10', 5), ('b', 3, 5, 4, '2021-07-01', 1),
        ('c', 4, 7, 0, '2021-07-01', 1)
        """);
    queries.table(
        "dest",
        "total_history",
        "userid string, shard bigint, revenue bigint, cnt bigint, day string, partition smallint",
        """
        ('a', 2, 60, 4, '2021-07-10', 5), ('b,"', 3, 5, 4, '2021-07-10', 1),
        ('c', 3, 5, 4, '2021-07-09', 1)
        """);
  }

  @AfterEach
  void close() throws SQLException {
    queries.close();
  }

  @Test
  void countsThePartitionsOfADay() {
    assertThat(
            queries.rows(
                """
                SELECT count(DISTINCT "partition") FROM "airlytics"."raw" WHERE day = '2021-07-10'
                """))
        .containsExactly("3");
  }

  @Test
  void namesEveryRelationAndColumnInFull() {
    assertThat(
            queries
                .translate(
                    """
                    SELECT count(DISTINCT "partition") AS partitions FROM airlytics.raw
                    JOIN (SELECT 'u' AS userid) AS one USING (userid) WHERE day >= '2021-07-10'
                    """)
                .sql())
        .isEqualTo(
            """
            SELECT count(DISTINCT "raw_1"."partition") AS "partitions" \
            FROM ("airlytics"."raw" AS "raw_1" \
            INNER JOIN (SELECT 'u' AS "userid") AS "query_2" \
            ON "raw_1"."userid" = "query_2"."userid") \
            WHERE ("raw_1"."day" >= '2021-07-10')""");
  }

  private static final String DAILY =
      """
      WITH valued AS (
        SELECT nullif(userid, '') AS userid, shard, "partition",
               coalesce(
                 try_cast(t AS bigint),
                 CASE WHEN try_cast(t AS decimal(38, 18)) % 1 = 0
                      THEN try_cast(try_cast(t AS decimal(38, 18)) AS bigint) END) AS value
        FROM (
          SELECT userid, shard, "partition",
                 json_extract_scalar(event, '$.attributes.revenue') AS t
          FROM "airlytics"."raw"
          WHERE day = '2021-07-10' AND name = 'ad-impression')),
      users AS (
        SELECT userid, max(shard) AS shard, max("partition") AS "partition",
               try_cast(sum(CAST(value AS decimal(38, 0))) AS bigint) AS value,
               count(*) AS cnt, count(*) - count(value) AS rejected
        FROM valued GROUP BY userid)
      SELECT userid, CAST(shard AS bigint) AS shard, value AS revenue, cnt, "partition",
             CASE WHEN grouping(userid) = 0 THEN 'users'
                  ELSE 'users-' || CAST(count(userid) AS varchar)
                       || '_events-' || CAST(sum(cnt) AS varchar)
                       || '_rejected-' || CAST(sum(rejected) AS varchar)
                       || '_nobody-' || CAST(sum(CASE WHEN userid IS NULL THEN cnt ELSE 0 END) AS varchar)
             END AS summary
      FROM users
      GROUP BY GROUPING SETS ((userid, shard, "partition", value, cnt, rejected), ())
      ORDER BY userid, cnt
      """;

  @Test
  void addsUpADayAndSummarisesItInOneStatement() {
    assertThat(queries.rows(DAILY))
        .containsExactly(
            "u1|8|17|3|2|users",
            "u2|9|null|2|2|users",
            "null|1|1100|2|2|users",
            "null|null|null|null|null|users-2_events-7_rejected-2_nobody-2");
    assertThat(queries.translate(DAILY).columns())
        .containsExactly(
            new Column("userid", "string"),
            new Column("shard", "bigint"),
            new Column("revenue", "bigint"),
            new Column("cnt", "bigint"),
            new Column("partition", "smallint"),
            new Column("summary", "string"));
  }

  @Test
  void readsOnlyTheColumnsAndThePartitionsThatADayNeeds() {
    queries.translate(DAILY);
    TranslatedQueries.Reading raw = queries.readings().get(0);
    assertThat(raw.columns())
        .containsExactlyInAnyOrder("userid", "shard", "name", "event", "partition", "day");
    assertThat(raw.partitions().test("day", "2021-07-10")).isTrue();
    assertThat(raw.partitions().test("day", "2021-07-09")).isFalse();
    assertThat(raw.partitions().test("partition", "99")).isTrue();
  }

  @Test
  void keepsOnlyFiniteDoubles() {
    String value =
        """
        CASE WHEN regexp_like(t, '^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$')
                  AND is_finite(try_cast(t AS double))
             THEN try_cast(t AS double) END
        """;
    assertThat(
            queries.rows(
                "SELECT "
                    + value
                    + " FROM (VALUES '1.5', '1e400', 'NaN', ' 1', '0x1p3', '-2e3') AS v(t)"))
        .containsExactlyInAnyOrder("1.5", "null", "null", "null", "null", "-2000.0");
  }

  @Test
  void sumsTheDaysOfAWindow() {
    assertThat(
            queries.rows(
                """
                SELECT userid, max_by(shard, day) AS shard, CAST(sum(revenue) AS bigint) AS revenue,
                       sum(cnt) AS cnt, CAST(max_by("partition", day) AS smallint) AS "partition"
                FROM "dest"."daily" WHERE day BETWEEN '2021-06-11' AND '2021-07-10'
                GROUP BY userid HAVING sum(cnt) > 0 ORDER BY 1
                """))
        .containsExactly("a|2|50|2|5", "b|3|5|4|1");
    assertThat(queries.readings().get(0).partitions().test("day", "2021-06-10")).isFalse();
    assertThat(queries.readings().get(0).partitions().test("day", "2021-06-11")).isTrue();
    assertThat(queries.readings().get(0).partitions().test("day", "2021-07-11")).isFalse();
  }

  @Test
  void addsNewDaysToASnapshotAndTakesDaysOff() {
    assertThat(
            queries.rows(
                """
                SELECT userid, max_by(shard, day) AS shard, CAST(sum(revenue) AS bigint) AS revenue,
                       sum(cnt) AS cnt, CAST(max_by("partition", day) AS smallint) AS "partition"
                FROM (
                  SELECT userid, shard, revenue, cnt, "partition", day
                  FROM "dest"."total_history" WHERE day = '2021-07-10'
                  UNION ALL
                  SELECT userid, shard, revenue, cnt, "partition", day
                  FROM "dest"."daily" WHERE day BETWEEN '2021-07-01' AND '2021-07-10'
                  UNION ALL
                  SELECT userid, shard, -revenue, -cnt, "partition", day
                  FROM "dest"."daily" WHERE day = '2021-06-11')
                GROUP BY userid HAVING sum(cnt) > 0 ORDER BY userid
                """))
        .containsExactly("a|2|70|4|5", "b|3|5|4|1", "b,\"|3|5|4|1");
  }

  @Test
  void writesTheLinesOfTheCsv() {
    List<String> rows =
        queries.rows(
            """
            SELECT CASE WHEN regexp_like(t.userid, '[",\\r\\n]') OR t.userid = ''
                        THEN '"' || replace(t.userid, '"', '""') || '"'
                        ELSE t.userid END AS user_id,
                   t.shard, coalesce(d.revenue, 0) AS revenue_d1, coalesce(d.cnt, 0) AS cnt_d1,
                   coalesce(w.revenue, 0) AS revenue_d7, t.revenue, t.cnt
            FROM "dest"."total_history" t
            LEFT JOIN (SELECT userid, revenue, cnt FROM "dest"."daily" WHERE day = '2021-07-10') d
              ON d.userid = t.userid
            LEFT JOIN "dest"."daily" w ON w.userid = t.userid AND w.day = '2021-06-11'
            WHERE t.day = '2021-07-10'
            ORDER BY t.userid
            """);
    assertThat(rows).containsExactly("a|2|30|1|20|60|4", "\"b,\"\"\"|3|0|0|0|5|4");
  }
}
