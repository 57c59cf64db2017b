package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.CreateTableAs.createTable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** The files that CREATE TABLE AS writes. */
class CreateTableAsFilesTest {

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
  void zeroRowsMakeATableAndNoFile() {
    bed.succeed(createTable("partitioned_by = ARRAY['p']", "SELECT 1 AS a, 2 AS p WHERE 1 = 0"));

    assertThat(bed.keys("t")).isEmpty();
    assertThat(bed.rows("SELECT * FROM t")).isEmpty();
  }

  @Test
  void withoutExternalLocationTheFilesGoBelowTheOutputLocation() {
    QueryExecution execution = bed.succeed("CREATE TABLE t AS SELECT 1 AS a");

    assertThat(bed.keys("results/tables/" + execution.queryExecutionId())).hasSize(1);
    assertThat(bed.rows("SELECT a FROM t")).containsExactly(List.of("1"));
  }

  @Test
  void fileNamesCarryTheQueryIdAndNoEnding() {
    QueryExecution execution =
        bed.succeed(createTable("partitioned_by = ARRAY['p']", "SELECT 1 AS a, 2 AS p"));

    assertThat(bed.keys("t"))
        .singleElement()
        .asString()
        .matches("t/p=2/\\d{8}_\\d{6}_\\d{5}_[0-9a-f]{5}-" + execution.queryExecutionId());
  }

  @Test
  void textFilesAreGzipWithoutHeaderOrQuotes() throws IOException {
    bed.succeed(
        createTable(
            "format = 'TEXTFILE', field_delimiter = ','",
            """
            SELECT * FROM (VALUES
              ('a,"b"', 1.5e0, CAST(NULL AS bigint), ''),
              ('x', 1e20, 7, 'y')) AS v(s, d, n, e) ORDER BY d"""));

    String key = bed.keys("t").get(0);
    assertThat(key).endsWith(".gz");
    byte[] bytes = Files.readAllBytes(bed.path(key));
    try (var text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrder("a,\"b\",1.5,\\N,", "x,1.0E20,7,y");
    }
    assertThat(bed.rows("SELECT d, n FROM t WHERE s = 'x'"))
        .containsExactly(List.of("1.0E20", "7"));
  }

  @Test
  void aTextFileOfManyRowsIsOneFileThatAnyReaderOfGzipUnpacks() throws IOException {
    bed.putParquet("numbers/file", "SELECT i AS a FROM range(500000) r(i)");
    bed.succeed(
        "CREATE EXTERNAL TABLE numbers (a bigint) STORED AS PARQUET LOCATION 's3://lake/numbers/'");

    bed.succeed(createTable("format = 'TEXTFILE'", "SELECT a FROM numbers"));

    String key = bed.keys("t/").get(0);
    assertThat(bed.keys("t/")).hasSize(1);
    try (var text = new GZIPInputStream(Files.newInputStream(bed.path(key)))) {
      String lines = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines.lines().mapToLong(Long::parseLong).sorted())
          .containsExactlyElementsOf(LongStream.range(0, 500000).boxed().toList());
    }
    assertThat(bed.rows("SELECT count(*), sum(a) FROM t"))
        .containsExactly(List.of("500000", "124999750000"));
  }

  @Test
  void textFilesCanBePartitionedAndUncompressed() throws IOException {
    bed.succeed(
        createTable(
            "format = 'TEXTFILE', write_compression = 'NONE', partitioned_by = ARRAY['p']",
            "SELECT * FROM (VALUES (1, 2, 'x'), (3, 4, 'y')) AS v(a, b, p)"));

    List<String> keys = bed.keys("t");
    assertThat(keys).hasSize(2).noneMatch(key -> key.endsWith(".gz"));
    assertThat(Files.readString(bed.path(keys.get(0)))).isEqualTo("1\u00012\n");
    assertThat(bed.rows("SELECT a, b FROM t WHERE p = 'y'")).containsExactly(List.of("3", "4"));
  }

  @Test
  void everyCompressionOfParquetCanBeReadAgain() {
    for (String compression : List.of("GZIP", "SNAPPY", "ZSTD", "NONE")) {
      String table = "t_" + compression;
      bed.succeed(
          "CREATE TABLE %s WITH (write_compression = '%s') AS SELECT 1 AS a"
              .formatted(table, compression));
      assertThat(bed.rows("SELECT a FROM " + table)).containsExactly(List.of("1"));
    }
  }
}
