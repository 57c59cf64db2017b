package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hidden column that tells in which file a row is. */
class PathColumnTest {

  private static final String FIRST = "s3://lake/t/day=2021-06-01/first";
  private static final String SECOND = "s3://lake/t/day=2021-06-01/second";
  private static final String OTHER = "s3://lake/t/day=2021-06-02/first";

  @TempDir private Path folder;

  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.in(folder);
    bed.putParquet("t/day=2021-06-01/first", "SELECT * FROM (VALUES (1), (2)) v(a)");
    bed.putParquet("t/day=2021-06-01/second", "SELECT 3 AS a");
    bed.putParquet("t/day=2021-06-02/first", "SELECT 4 AS a");
    bed.succeed(
        """
        CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (day string) STORED AS PARQUET
        LOCATION 's3://lake/t/'
        TBLPROPERTIES ('projection.enabled' = 'true', 'projection.day.type' = 'date',
          'projection.day.format' = 'yyyy-MM-dd', 'projection.day.range' = '2021-06-01,2021-06-30')
        """);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void tellsTheAddressOfTheFileOfEachRow() {
    assertThat(bed.rows("SELECT a, \"$path\" FROM t ORDER BY a"))
        .containsExactly(
            List.of("1", FIRST), List.of("2", FIRST), List.of("3", SECOND), List.of("4", OTHER));
    assertThat(bed.rows("SELECT x.\"$path\" FROM t AS x WHERE x.a = 3"))
        .containsExactly(List.of(SECOND));
    assertThat(bed.rows("SELECT a FROM t WHERE \"$path\" = '" + OTHER + "'"))
        .containsExactly(List.of("4"));
  }

  @Test
  void isThereWithoutAnyOtherColumn() {
    assertThat(bed.rows("SELECT \"$path\", count(*) FROM t GROUP BY \"$path\" ORDER BY 1"))
        .containsExactly(List.of(FIRST, "2"), List.of(SECOND, "1"), List.of(OTHER, "1"));
    assertThat(bed.rows("SELECT \"$path\" FROM t WHERE day = '2021-06-03'")).isEmpty();
  }

  @Test
  void isThereInATableOfText() {
    bed.put("text/file", "x\n");
    bed.succeed("CREATE EXTERNAL TABLE text (a string) LOCATION 's3://lake/text/'");

    assertThat(bed.rows("SELECT a, \"$path\" FROM text"))
        .containsExactly(List.of("x", "s3://lake/text/file"));
  }

  @Test
  void tellsADaysFilesFromOthersWithoutReadingAColumn() {
    String sql =
        """
        SELECT day, count(*), to_hex(checksum("$path")) FROM t
        WHERE day IN ('2021-06-01', '2021-06-03') GROUP BY day
        """;
    List<String> before = bed.rows(sql).get(0);
    bed.putParquet("t/day=2021-06-01/third", "SELECT 5 AS a WHERE false");
    assertThat(bed.rows(sql)).as("no row more").containsExactly(before);

    bed.putParquet("t/day=2021-06-01/late", "SELECT 5 AS a");
    List<String> after = bed.rows(sql).get(0);

    assertThat(before).startsWith("2021-06-01", "3");
    assertThat(after).startsWith("2021-06-01", "4");
    assertThat(after.get(2)).matches("[0-9A-F]{16}").isNotEqualTo(before.get(2));
    assertThat(bed.succeed(sql).statistics().dataScannedInBytes()).isZero();
  }

  @Test
  void isNoneOfTheColumnsThatAnAsteriskStandsFor() {
    assertThat(bed.rows("SELECT * FROM t WHERE a = 4")).containsExactly(List.of("4", "2021-06-02"));
    assertThat(bed.rows("SELECT x.* FROM t AS x WHERE a = 4"))
        .containsExactly(List.of("4", "2021-06-02"));
    assertThat(bed.rows("TABLE t")).contains(List.of("4", "2021-06-02"));
    assertThat(bed.rows("SELECT * FROM t AS x (b, c) WHERE b = 4"))
        .containsExactly(List.of("4", "2021-06-02"));
  }

  @Test
  void isNotHandedOnByAQueryThatDoesNotSelectIt() {
    for (String from :
        List.of("(SELECT * FROM t)", "(SELECT a FROM t) AS x", "t AS x (b, c)", "(VALUES 1)")) {
      assertThat(bed.fail("SELECT \"$path\" FROM " + from))
          .contains("COLUMN_NOT_FOUND", "Column '$path' cannot be resolved");
    }
    assertThat(bed.rows("SELECT file FROM (SELECT \"$path\" AS file FROM t WHERE a = 4)"))
        .containsExactly(List.of(OTHER));
  }
}
