package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecution;

class TableReadingTest {

  private static final Instant NOW = Instant.parse("2021-07-10T03:01:02Z");

  @TempDir private Path folder;
  private AthenaTestBed bed;

  @BeforeEach
  void start() {
    bed = AthenaTestBed.at(folder, NOW);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private void create(String columns, String rest) {
    bed.succeed("CREATE EXTERNAL TABLE t (" + columns + ") " + rest);
  }

  private void createParquet(String columns) {
    create(columns, "STORED AS PARQUET LOCATION 's3://lake/t/'");
  }

  private void createProjected(String properties) {
    create(
        "a int",
        "PARTITIONED BY (day string, partition smallint) STORED AS PARQUET"
            + " LOCATION 's3://lake/t/' TBLPROPERTIES ('projection.enabled' = 'true', "
            + "'projection.partition.type' = 'integer', 'projection.partition.range' = '0,99', "
            + properties
            + ")");
  }

  @Test
  void objectsAndFoldersThatBeginWithUnderscoreOrDotAreIgnored() {
    bed.putParquet("t/visible", "SELECT 1 AS a");
    for (String hidden : List.of("t/_SUCCESS", "t/.crc", "t/_temporary/file", "t/x/.y/file")) {
      bed.put(hidden, "no Parquet");
    }
    createParquet("a int");

    assertThat(bed.rows("SELECT a FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void aHiddenFolderAboveTheLocationHidesNothing() {
    bed.putParquet("_private/t/file", "SELECT 1 AS a");
    create("a int", "STORED AS PARQUET LOCATION 's3://lake/_private/t/'");

    assertThat(bed.rows("SELECT a FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void emptyObjectsAreIgnored() {
    bed.putParquet("t/file", "SELECT 1 AS a");
    bed.put("t/empty", "");
    createParquet("a int");

    assertThat(bed.rows("SELECT a FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void aTableWithoutFilesIsEmpty() {
    createParquet("a int, b decimal(10,2)");

    assertThat(bed.rows("SELECT a, b FROM t")).isEmpty();
    assertThat(bed.rows("SELECT count(*) FROM t")).containsExactly(List.of("0"));
  }

  @Test
  void columnsAreFoundByNameMissingOnesAreNullAndTypesAreThoseOfTheTable() {
    bed.putParquet("t/1", "SELECT 1::INTEGER AS b, 'x' AS a");
    bed.putParquet("t/2", "SELECT 'y' AS A, 5::BIGINT AS other");
    createParquet("a string, b bigint, c double");

    assertThat(bed.rows("SELECT a, b, c FROM t ORDER BY a"))
        .containsExactly(Arrays.asList("x", "1", null), Arrays.asList("y", null, null));
  }

  @Test
  void aBrokenParquetFileIsNamed() {
    bed.putParquet("t/good", "SELECT 1 AS a");
    bed.put("t/broken", "this is no Parquet file at all");
    createParquet("a int");

    assertThat(bed.fail("SELECT a FROM t"))
        .startsWith("HIVE_BAD_DATA")
        .contains("s3://lake/t/broken")
        .doesNotContain(folder.toString());
  }

  @Test
  void aParquetFileWithABrokenPageIsNamed() throws IOException {
    bed.putParquet("t/1", "SELECT 1 AS a");
    bed.putParquet("t/2", "SELECT n AS a FROM range(1000) r(n)");
    byte[] bytes = Files.readAllBytes(bed.path("t/2"));
    Arrays.fill(bytes, 4, 60, (byte) 0xee);
    Files.write(bed.path("t/2"), bytes);
    createParquet("a bigint");

    assertThat(bed.fail("SELECT sum(a) FROM t"))
        .startsWith("HIVE_BAD_DATA")
        .contains("s3://lake/t/2");
  }

  @Test
  void aValueThatDoesNotFitTheDeclaredTypeIsBadData() {
    bed.putParquet("t/file", "SELECT 'no number' AS a");
    createParquet("a int");

    assertThat(bed.fail("SELECT a FROM t"))
        .startsWith("HIVE_BAD_DATA")
        .contains("s3://lake/t/file");
  }

  @Test
  void rowsOutsideTheProjectedRangeAreInvisible() {
    for (String day : List.of("2021-06-30", "2021-07-01", "2021-07-10", "2021-07-11")) {
      bed.putParquet("t/day=" + day + "/partition=7/file", "SELECT 1 AS a");
    }
    bed.putParquet("t/day=2021-07-02/partition=100/file", "SELECT 1 AS a");
    bed.putParquet("t/day=2021-07-02/partition=007/file", "SELECT 1 AS a");
    createProjected(
        "'projection.day.type' = 'date', 'projection.day.format' = 'yyyy-MM-dd',"
            + "'projection.day.range' = '2021-07-01,NOW'");

    assertThat(bed.rows("SELECT day, partition FROM t ORDER BY day"))
        .containsExactly(List.of("2021-07-01", "7"), List.of("2021-07-10", "7"));
    assertThat(bed.rows("SHOW PARTITIONS t"))
        .containsExactly(
            List.of("day=2021-07-01/partition=7"), List.of("day=2021-07-10/partition=7"));
  }

  @Test
  void projectedRangesAreRelativeToNowAndHaveIntervals() {
    for (int day = 1; day <= 12; day++) {
      bed.putParquet("t/day=202107%02d/partition=1/file".formatted(day), "SELECT 1 AS a");
    }
    createProjected(
        "'projection.day.type' = 'date', 'projection.day.format' = 'yyyyMMdd',"
            + "'projection.day.interval' = '2', 'projection.day.interval.unit' = 'DAYS',"
            + "'projection.day.range' = 'NOW-4DAYS,NOW+1DAY'");

    assertThat(bed.rows("SELECT day FROM t ORDER BY day"))
        .containsExactly(List.of("20210706"), List.of("20210708"), List.of("20210710"));
  }

  @Test
  void projectedEnumsHaveTheirValuesOnly() {
    for (String day : List.of("mon", "tue", "wed")) {
      bed.putParquet("t/day=" + day + "/partition=1/file", "SELECT 1 AS a");
    }
    createProjected("'projection.day.type' = 'enum', 'projection.day.values' = 'mon, wed'");

    assertThat(bed.rows("SELECT day FROM t ORDER BY day"))
        .containsExactly(List.of("mon"), List.of("wed"));
  }

  @Test
  void aLocationTemplateSaysWhereProjectedPartitionsAre() {
    bed.putParquet("elsewhere/mon/01/file", "SELECT 5 AS a");
    bed.putParquet("t/day=mon/partition=1/file", "SELECT 6 AS a");
    createProjected(
        "'projection.partition.digits' = '2', 'projection.day.type' = 'enum',"
            + "'projection.day.values' = 'mon,tue',"
            + "'storage.location.template' = 's3://lake/elsewhere/${day}/${partition}'");

    assertThat(bed.rows("SELECT a, day, partition FROM t"))
        .containsExactly(List.of("5", "mon", "1"));
  }

  @Test
  void aPartitionColumnWithoutProjectionFailsTheQuery() {
    createProjected("'projection.day.format' = 'yyyy'");

    assertThat(bed.fail("SELECT * FROM t"))
        .startsWith("HIVE_METASTORE_ERROR")
        .contains("missing projection configuration: [day]");
  }

  @Test
  void aProjectionThatCannotBeReadFailsTheQueryAndNamesTheColumn() {
    createProjected("'projection.day.type' = 'injected'");

    assertThat(bed.fail("SELECT * FROM t"))
        .contains("projection of column day")
        .contains("'injected' is not supported here");
  }

  @Test
  void theFolderNotTheFileSaysThePartitionsValue() {
    bed.putParquet("t/day=mon/partition=1/file", "SELECT 5 AS a, 'other' AS day, 9 AS partition");
    createProjected("'projection.day.type' = 'enum', 'projection.day.values' = 'mon'");

    assertThat(bed.rows("SELECT a, day, partition FROM t"))
        .containsExactly(List.of("5", "mon", "1"));
  }

  @Test
  void conditionsOnPartitionsSaveReadingOtherFolders() {
    bed.putParquet("t/day=mon/partition=1/file", "SELECT 5 AS a");
    bed.put("t/day=tue/partition=1/file", "this is no Parquet file at all");
    createProjected("'projection.day.type' = 'enum', 'projection.day.values' = 'mon,tue'");

    assertThat(bed.rows("SELECT a FROM t WHERE day = 'mon' AND partition IN (1, 2)"))
        .containsExactly(List.of("5"));
  }

  @Test
  void scannedBytesAreThoseOfTheColumnsRead() {
    bed.putParquet(
        "t/file", "SELECT n AS a, repeat(md5(n::VARCHAR), 4) AS b FROM range(5000) r(n)");
    createParquet("a int, b string");
    long file = bed.path("t/file").toFile().length();

    long narrow = scanned("SELECT sum(a) FROM t");
    long wide = scanned("SELECT max(a), max(b) FROM t");

    assertThat(scanned("SELECT count(*) FROM t")).isZero();
    assertThat(narrow).isPositive().isLessThan(file / 2);
    assertThat(wide).isGreaterThan(narrow).isLessThan(file);
    assertThat(scanned("SELECT sum(a) FROM t")).isEqualTo(narrow);
  }

  private long scanned(String sql) {
    QueryExecution execution = bed.succeed(sql);
    return execution.statistics().dataScannedInBytes();
  }

  @Test
  void textLinesAreFieldsOfTheDeclaredTypes() {
    bed.put("t/file", "a,1,x\n\\N,no number,\"q\"\nshort\nlong,2,y,extra\r\n,,\n");
    create(
        "s string, n bigint, q string",
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/t/'");

    assertThat(bed.rows("SELECT s, n, q FROM t"))
        .containsExactlyInAnyOrder(
            List.of("a", "1", "x"),
            Arrays.asList(null, null, "\"q\""),
            Arrays.asList("short", null, null),
            List.of("long", "2", "y"),
            Arrays.asList("", null, ""));
    assertThat(scanned("SELECT n FROM t")).isEqualTo(bed.path("t/file").toFile().length());
  }
}
