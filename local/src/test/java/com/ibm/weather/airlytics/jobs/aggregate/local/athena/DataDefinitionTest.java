package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDefinitionTest {

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

  private void create(String name) {
    bed.succeed(
        "CREATE EXTERNAL TABLE %s (a string) STORED AS PARQUET LOCATION 's3://lake/%s/'"
            .formatted(name, name));
  }

  @Test
  void databasesAreCreatedShownAndDropped() {
    bed.succeed("CREATE DATABASE `lake`");
    bed.succeed("CREATE SCHEMA IF NOT EXISTS lake");

    assertThat(bed.rows("SHOW DATABASES")).containsExactly(List.of("default"), List.of("lake"));
    assertThat(bed.fail("CREATE DATABASE lake")).contains("Database lake already exists");
    bed.succeed("DROP DATABASE lake");
    assertThat(bed.fail("DROP DATABASE lake"))
        .contains("SemanticException [Error 10072]: Database does not exist: lake");
    bed.succeed("DROP DATABASE IF EXISTS lake");
  }

  @Test
  void aDatabaseWithTablesIsDroppedWithCascadeOnly() {
    bed.succeed("CREATE DATABASE d");
    bed.succeed("CREATE TABLE d.t AS SELECT 1 AS a");

    assertThat(bed.fail("DROP DATABASE d")).contains("Database d is not empty");
    bed.succeed("DROP DATABASE d CASCADE");
  }

  @Test
  void tablesAreShownByPattern() {
    List.of("events_1d", "events_7d", "users").forEach(this::create);

    assertThat(bed.rows("SHOW TABLES"))
        .containsExactly(List.of("events_1d"), List.of("events_7d"), List.of("users"));
    assertThat(bed.rows("SHOW TABLES IN `default` 'events*|other'"))
        .containsExactly(List.of("events_1d"), List.of("events_7d"));
    assertThat(bed.fail("SHOW TABLES IN nowhere")).contains("Database does not exist: nowhere");
  }

  @Test
  void anExistingTableIsRefusedUnlessTheStatementAllowsIt() {
    create("t");

    assertThat(bed.fail("CREATE EXTERNAL TABLE t (b int) LOCATION 's3://lake/other/'"))
        .contains("AlreadyExistsException(message:Table t already exists.)");
    bed.succeed("CREATE EXTERNAL TABLE IF NOT EXISTS t (b int) LOCATION 's3://lake/other/'");
    assertThat(bed.rows("DESCRIBE t").get(0).get(0)).startsWith("a ");
  }

  @Test
  void namesThatAreNoNamesAndColumnsNamedTwiceAreRefused() {
    assertThat(bed.fail("CREATE DATABASE `../other`")).contains("Invalid name '../other'");
    assertThat(bed.fail("CREATE TABLE \"a/b\" AS SELECT 1 AS a")).contains("Invalid name 'a/b'");
    assertThat(
            bed.fail(
                "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (A string) LOCATION 's3://lake/t/'"))
        .contains("Duplicate column name: a");
  }

  @Test
  void droppingATableLeavesItsFiles() {
    bed.succeed("CREATE TABLE t WITH (external_location = 's3://lake/t/') AS SELECT 1 AS a");
    List<String> files = bed.keys("t");

    bed.succeed("DROP TABLE t");

    assertThat(bed.keys("t")).isEqualTo(files).isNotEmpty();
    assertThat(bed.fail("DROP TABLE t")).contains("[Error 10001]: Table not found t");
    bed.succeed("DROP TABLE IF EXISTS `t`");
  }

  @Test
  void aTableIsMovedToAnotherLocation() {
    bed.putParquet("old/file", "SELECT 'old' AS a");
    bed.putParquet("new/file", "SELECT 'new' AS a");
    create("old");

    bed.succeed("ALTER TABLE `default`.`old` SET LOCATION 's3://lake/new'");

    assertThat(bed.rows("SELECT a FROM old")).containsExactly(List.of("new"));
    assertThat(bed.fail("ALTER TABLE gone SET LOCATION 's3://lake/new'"))
        .contains("Table not found gone");
    assertThat(bed.fail("ALTER TABLE old SET LOCATION 'file:///tmp'"))
        .contains("is not an S3 location");
  }

  @Test
  void propertiesAreAddedAndOverwritten() {
    create("t");

    bed.succeed("ALTER TABLE t SET TBLPROPERTIES ('colour' = 'red', 'size' = '1')");
    bed.succeed("ALTER TABLE t SET TBLPROPERTIES ('size' = '2')");

    assertThat(
            String.join("\n", bed.rows("SHOW CREATE TABLE t").stream().map(r -> r.get(0)).toList()))
        .contains("'colour'='red'", "'size'='2'")
        .doesNotContain("'size'='1'");
  }

  @Test
  void aTableIsDescribedWithItsPartitionColumns() {
    bed.succeed(
        """
        CREATE EXTERNAL TABLE t (userid string COMMENT 'who', amount decimal(10,2))
        PARTITIONED BY (`day` string) STORED AS PARQUET LOCATION 's3://lake/t/'""");

    assertThat(bed.rows("DESCRIBE t"))
        .extracting(row -> row.get(0).replaceAll("\\s+", " ").trim())
        .containsExactly(
            "userid string",
            "amount decimal(10,2)",
            "day string",
            "",
            "# Partition Information",
            "# col_name data_type",
            "",
            "day string");
  }

  @Test
  void whatShowCreateTableAnswersCreatesTheSameTable() {
    String statement =
        """
        CREATE EXTERNAL TABLE `default.t`(
          `a` string,
          `b` int)
        PARTITIONED BY (
          `p` smallint)
        ROW FORMAT DELIMITED
          FIELDS TERMINATED BY '\\t'
        STORED AS TEXTFILE
        LOCATION
          's3://lake/t/'
        TBLPROPERTIES (
          'field.delim'='\\t')""";
    bed.succeed(statement.replace("`default.t`", "t"));

    List<String> shown = bed.rows("SHOW CREATE TABLE t").stream().map(row -> row.get(0)).toList();

    assertThat(String.join("\n", shown)).isEqualTo(statement);
  }

  @Test
  void partitionsAreAddedAndShown() {
    bed.succeed(
        "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (day string) STORED AS PARQUET"
            + " LOCATION 's3://lake/t/'");
    bed.putParquet("t/day=1/file", "SELECT 1 AS a");
    bed.putParquet("elsewhere/file", "SELECT 2 AS a");
    assertThat(bed.rows("SELECT * FROM t")).isEmpty();

    bed.succeed(
        "ALTER TABLE t ADD PARTITION (day = '1') PARTITION (day = '2') LOCATION 's3://lake/elsewhere/'");

    assertThat(bed.rows("SELECT a, day FROM t ORDER BY a"))
        .containsExactly(List.of("1", "1"), List.of("2", "2"));
    assertThat(bed.rows("SHOW PARTITIONS t")).containsExactly(List.of("day=1"), List.of("day=2"));
    assertThat(bed.fail("ALTER TABLE t ADD PARTITION (day = '1')")).contains("already exists");
    bed.succeed("ALTER TABLE t ADD IF NOT EXISTS PARTITION (day = '1')");
  }

  @Test
  void tablesAndPartitionsSurviveARestart() {
    bed.succeed("CREATE TABLE t WITH (partitioned_by = ARRAY['p']) AS SELECT 1 AS a, 2 AS p");

    bed.restart();

    assertThat(bed.rows("SELECT a, p FROM t")).containsExactly(List.of("1", "2"));
  }

  @Test
  void dataDefinitionInTrinosSyntaxFails() {
    assertThat(bed.fail("CREATE EXTERNAL TABLE \"t\" (a string) LOCATION 's3://lake/t/'"))
        .startsWith("FAILED: ParseException line 1:22 cannot recognize input near '\"t\"' '(' 'a'");
    assertThat(bed.fail("DROP TABLE \"t\"")).startsWith("FAILED: ParseException line 1:11");
    assertThat(bed.fail("CREATE TABLE t (a varchar)"))
        .startsWith("FAILED: ParseException line 1:7 missing EXTERNAL");
  }
}
