package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.CreateTableAs.createTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The partitions that CREATE TABLE AS makes. */
class CreateTableAsPartitionsTest {

  @TempDir private Path folder;
  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.in(folder);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private static String partitions(int count) {
    return createTable(
        "partitioned_by = ARRAY['p'], bucketed_by = ARRAY['n'], bucket_count = 1",
        "SELECT n, n %% %d AS p FROM numbers".formatted(count));
  }

  @Test
  void aHundredPartitionsAreWrittenAsOneFileEachThoughSeveralThreadsWrite() {
    bed.createNumbers(500_000);
    bed.succeed(partitions(100));

    List<String> keys = bed.keys("t");
    assertThat(keys).hasSize(100);
    assertThat(keys.stream().map(key -> Path.of(key).getParent()).distinct()).hasSize(100);
    assertThat(bed.rows("SELECT count(*), count(DISTINCT p), sum(n) FROM t"))
        .containsExactly(List.of("500000", "100", "125000250000"));
  }

  @Test
  void aHundredAndOnePartitionsAreTooMany() {
    bed.createNumbers(20_000);
    assertThat(bed.fail(partitions(101)))
        .isEqualTo(
            "HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for"
                + " partitions/buckets.");
    assertThat(bed.rows("SHOW TABLES")).doesNotContain(List.of("t"));
    assertThat(bed.keys("t")).isNotEmpty();
  }

  @Test
  void partitionColumnsAreTheLastOnesInOrder() {
    assertThat(bed.fail(createTable("partitioned_by = ARRAY['a']", "SELECT 1 AS a, 2 AS b")))
        .startsWith("HIVE_COLUMN_ORDER_MISMATCH");
    assertThat(
            bed.fail(
                createTable("partitioned_by = ARRAY['c', 'b']", "SELECT 1 AS a, 2 AS b, 3 AS c")))
        .startsWith("HIVE_COLUMN_ORDER_MISMATCH");
    bed.succeed(createTable("partitioned_by = ARRAY['b', 'c']", "SELECT 1 AS a, 2 AS b, 3 AS c"));
    assertThat(bed.rows("SHOW PARTITIONS t")).containsExactly(List.of("b=2/c=3"));
  }

  @Test
  void nullAndEmptyPartitionValuesAreOnePartition() {
    bed.succeed(
        createTable(
            "partitioned_by = ARRAY['p']",
            "SELECT * FROM (VALUES (1, 'x'), (2, ''), (3, CAST(NULL AS varchar))) AS v(a, p)"));

    assertThat(bed.keys("t").stream().map(key -> Path.of(key).getName(1).toString()))
        .containsExactly("p=__HIVE_DEFAULT_PARTITION__", "p=x");
    assertThat(bed.rows("SELECT a, p FROM t ORDER BY a"))
        .containsExactly(List.of("1", "x"), Arrays.asList("2", null), Arrays.asList("3", null));
  }

  @Test
  void aNullPartitionOfNumbersIsFoundByIsNullOnly() {
    bed.succeed(
        createTable(
            "partitioned_by = ARRAY['p']",
            "SELECT * FROM (VALUES (1, 5), (2, CAST(NULL AS integer))) AS v(a, p)"));

    assertThat(bed.rows("SELECT a FROM t WHERE p = 5")).containsExactly(List.of("1"));
    assertThat(bed.rows("SELECT a FROM t WHERE p > 0")).containsExactly(List.of("1"));
    assertThat(bed.rows("SELECT a FROM t WHERE p IS NULL")).containsExactly(List.of("2"));
  }

  @Test
  void specialCharactersInPartitionValuesArePercentEncoded() {
    assumeThat(System.getProperty("sun.jnu.encoding")).as("file names, LC_ALL").isEqualTo("UTF-8");
    bed.succeed(
        createTable(
            "partitioned_by = ARRAY['p']",
            "SELECT * FROM (VALUES (1, 'a b/c=d'), (2, 'ü%')) AS v(a, p)"));

    assertThat(bed.keys("t").stream().map(key -> Path.of(key).getName(1).toString()))
        .containsExactly("p=a b%2Fc%3Dd", "p=ü%25");
    assertThat(bed.rows("SELECT p FROM t ORDER BY a"))
        .containsExactly(List.of("a b/c=d"), List.of("ü%"));
    assertThat(bed.rows("SELECT a FROM t WHERE p = 'ü%'")).containsExactly(List.of("2"));
  }
}
