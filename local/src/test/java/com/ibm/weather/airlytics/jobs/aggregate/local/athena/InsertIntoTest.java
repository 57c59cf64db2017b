package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsertIntoTest {

  @TempDir private Path folder;
  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.in(folder);
    bed.succeed(
        """
        CREATE TABLE t WITH (external_location = 's3://lake/t/', partitioned_by = ARRAY['p']) AS
        SELECT BIGINT '1' AS a, 'x' AS b, 1 AS p""");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void rowsBecomeNewFilesBesideTheOldOnes() {
    List<String> before = bed.keys("t");

    bed.succeed("INSERT INTO t SELECT 2, 'y', p FROM (VALUES 1, 2) AS v(p)");

    assertThat(bed.keys("t")).containsAll(before).hasSize(before.size() + 2);
    assertThat(bed.rows("SELECT a, p FROM t ORDER BY a, p"))
        .containsExactly(List.of("1", "1"), List.of("2", "1"), List.of("2", "2"));
    assertThat(bed.rows("SHOW PARTITIONS t")).containsExactly(List.of("p=1"), List.of("p=2"));
  }

  @Test
  void rowsGoIntoTextTablesAsWell() {
    bed.succeed("CREATE TABLE u WITH (format = 'TEXTFILE') AS SELECT 1 AS a");

    bed.succeed("INSERT INTO u VALUES 2, 3");

    assertThat(bed.rows("SELECT a FROM u ORDER BY a"))
        .containsExactly(List.of("1"), List.of("2"), List.of("3"));
  }

  @Test
  void aHundredAndOnePartitionsAreTooMany() {
    bed.createNumbers(101);

    assertThat(bed.fail("INSERT INTO t SELECT n, 'x', CAST(n AS integer) FROM numbers"))
        .startsWith("HIVE_TOO_MANY_OPEN_PARTITIONS");
    assertThat(bed.rows("SHOW PARTITIONS t")).containsExactly(List.of("p=1"));
  }

  @Test
  void otherColumnsThanTheTablesAreRefused() {
    assertThat(bed.fail("INSERT INTO t SELECT 1, 'x'"))
        .contains("TYPE_MISMATCH")
        .contains("Insert query has mismatched column types");
    assertThat(bed.fail("INSERT INTO t SELECT 'x', 'x', 1")).contains("TYPE_MISMATCH");
    assertThat(bed.fail("INSERT INTO t (a) SELECT 1")).contains("NOT_SUPPORTED");
  }

  @Test
  void aTableThatDoesNotExistIsRefused() {
    assertThat(bed.fail("INSERT INTO gone SELECT 1"))
        .contains("TABLE_NOT_FOUND")
        .contains("awsdatacatalog.default.gone");
  }
}
