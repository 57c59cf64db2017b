package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.CreateTableAs.createTable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** When CREATE TABLE AS fails, and what it leaves behind. */
class CreateTableAsRefusesTest {

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

  @Test
  void aLocationThatHoldsAnyObjectIsRefused() {
    bed.put("t/some-object", "x");

    assertThat(bed.fail(createTable("", "SELECT 1 AS a")))
        .startsWith("HIVE_PATH_ALREADY_EXISTS: Target directory for table 'default.t'")
        .contains("s3://lake/t/");
    assertThat(bed.rows("SHOW TABLES")).doesNotContain(List.of("t"));
    assertThat(bed.keys("t")).containsExactly("t/some-object");
  }

  @Test
  void hiddenAndEmptyObjectsCountAsWell() {
    bed.put("t/deeper/_SUCCESS", "");

    assertThat(bed.fail(createTable("", "SELECT 1 AS a"))).startsWith("HIVE_PATH_ALREADY_EXISTS");
  }

  @Test
  void aNeighbourWhosePathBeginsAlikeDoesNotCount() {
    bed.put("t_other/object", "x");

    bed.succeed(createTable("", "SELECT 1 AS a"));
  }

  @Test
  void aTableThatExistsIsRefused() {
    bed.succeed(createTable("", "SELECT 1 AS a"));

    assertThat(
            bed.fail("CREATE TABLE t WITH (external_location = 's3://lake/u/') AS SELECT 1 AS a"))
        .contains("TABLE_ALREADY_EXISTS")
        .contains("awsdatacatalog.default.t");
    assertThat(bed.keys("u")).isEmpty();
  }

  @Test
  void ifNotExistsLeavesAnExistingTableAsItIs() {
    bed.succeed(createTable("", "SELECT 1 AS a"));

    bed.succeed("CREATE TABLE IF NOT EXISTS t AS SELECT 2 AS b");

    assertThat(bed.rows("SELECT * FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void aDatabaseThatDoesNotExistIsRefused() {
    assertThat(bed.fail("CREATE TABLE other.t AS SELECT 1 AS a"))
        .contains("SCHEMA_NOT_FOUND")
        .contains("'other' does not exist");
  }

  @Test
  void aBucketThatDoesNotExistIsRefused() {
    assertThat(
            bed.fail("CREATE TABLE t WITH (external_location = 's3://other/t/') AS SELECT 1 AS a"))
        .contains("The specified bucket does not exist: other");
  }

  @Test
  void aColumnNamedTwiceIsRefused() {
    assertThat(bed.fail(createTable("", "SELECT 1 AS a, 2 AS a")))
        .contains("DUPLICATE_COLUMN_NAME");
  }

  @Test
  void optionsThatAreUnknownOrNotSupportedAreRefusedByName() {
    assertThat(bed.fail(createTable("colour = 'red'", "SELECT 1 AS a")))
        .contains("INVALID_TABLE_PROPERTY")
        .contains("'colour' does not exist");
    assertThat(bed.fail(createTable("format = 'ORC'", "SELECT 1 AS a"))).contains("'ORC'");
    assertThat(bed.fail(createTable("bucketed_by = ARRAY['a'], bucket_count = 2", "SELECT 1 AS a")))
        .contains("bucket_count 2 is not supported here");
    assertThat(bed.fail(createTable("write_compression = 'LZO'", "SELECT 1 AS a")))
        .contains("'LZO'");
  }

  @Test
  void aQueryThatIsRefusedBeforeItRunsLeavesNothingBehind() {
    bed.fail(createTable("", "SELECT a FROM nowhere"));
    bed.fail(createTable("partitioned_by = ARRAY['a']", "SELECT 1 AS a, 2 AS b"));

    assertThat(bed.keys("t")).isEmpty();
  }

  @Test
  void aFailedQueryLeavesFilesBehindAndNoTable() {
    assertThat(
            bed.fail(
                createTable("", "SELECT CAST(x AS bigint) AS a FROM (VALUES 'no number') AS v(x)")))
        .isNotEmpty();

    assertThat(bed.keys("t")).isNotEmpty();
    assertThat(bed.rows("SHOW TABLES")).doesNotContain(List.of("t"));
    assertThat(bed.fail(createTable("", "SELECT 1 AS a"))).startsWith("HIVE_PATH_ALREADY_EXISTS");
  }

  @Test
  void aCancelledQueryLeavesFilesBehindAndNoTable() {
    bed.createNumbers(1_000_000);
    String id =
        bed.start(createTable("", "SELECT sum(a.n * b.n % 7) AS s FROM numbers a, numbers b"));
    bed.awaitState(id, QueryExecutionState.RUNNING);

    bed.client().stopQueryExecution(request -> request.queryExecutionId(id));

    assertThat(bed.await(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(bed.keys("t")).isNotEmpty();
    assertThat(bed.rows("SHOW TABLES")).doesNotContain(List.of("t"));
  }
}
