package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;

class QueryResultsTest {

  @TempDir private static Path folder;
  private static AthenaTestBed bed;

  @BeforeAll
  static void start() {
    bed = AthenaTestBed.in(folder);
    bed.createNumbers(2500);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private static GetQueryResultsResponse results(String sql) {
    String id = bed.succeed(sql).queryExecutionId();
    return bed.client().getQueryResults(request -> request.queryExecutionId(id));
  }

  @Test
  void aSelectAnswersWithAHeaderRowAndAnAbsentValueForNull() {
    var rows = results("SELECT 'x' AS a, CAST(NULL AS varchar) AS b, '' AS c").resultSet().rows();

    assertThat(rows).extracting(AthenaTestBed::values).first().isEqualTo(List.of("a", "b", "c"));
    assertThat(rows.get(1).data().get(1).varCharValue()).isNull();
    assertThat(rows.get(1).data().get(2).varCharValue()).isEmpty();
  }

  @Test
  void metadataNamesColumnsAndAthenaTypes() {
    var columns =
        results(
                "SELECT 1 AS i, BIGINT '2' AS b, 'x' AS v, CAST(1.5 AS decimal(10,2)) AS d, 1e0 AS f")
            .resultSet()
            .resultSetMetadata()
            .columnInfo();

    assertThat(columns).extracting(ColumnInfo::name).containsExactly("i", "b", "v", "d", "f");
    assertThat(columns)
        .extracting(ColumnInfo::type)
        .containsExactly("integer", "bigint", "varchar", "decimal", "double");
    assertThat(columns.get(3).precision()).isEqualTo(10);
    assertThat(columns.get(3).scale()).isEqualTo(2);
  }

  @Test
  void valuesAreRenderedAsAthenaRendersThem() {
    assertThat(
            bed.rows(
                """
                SELECT true, 1.5e0, 1e20, nan(), CAST(1.50 AS decimal(10,2)), DATE '2021-06-30',
                  TIMESTAMP '2021-06-30 01:02:03.4'"""))
        .containsExactly(
            List.of(
                "true", "1.5", "1.0E20", "NaN", "1.50", "2021-06-30", "2021-06-30 01:02:03.400"));
  }

  @Test
  void theCsvQuotesEveryValueAndLeavesNullOut() throws IOException {
    QueryExecution execution =
        bed.succeed("SELECT 'a \"quoted\", text' AS a, CAST(NULL AS bigint) AS b, 3 AS c");

    Path csv = bed.path("results/" + execution.queryExecutionId() + ".csv");
    assertThat(Files.readString(csv))
        .isEqualTo("\"a\",\"b\",\"c\"\n\"a \"\"quoted\"\", text\",,\"3\"\n");
  }

  @Test
  void valuesWithQuotesCommasAndLineBreaksComeBackAsTheyWere() {
    assertThat(bed.rows("SELECT 'a\"\",\nü' AS a, CAST(NULL AS varchar) AS b, 'z' AS c"))
        .containsExactly(Arrays.asList("a\"\",\nü", null, "z"));
  }

  @Test
  void moreThanAThousandRowsComeInPages() {
    String id = bed.succeed("SELECT n FROM numbers ORDER BY n").queryExecutionId();

    List<Integer> sizes = new ArrayList<>();
    List<String> values = new ArrayList<>();
    bed.client()
        .getQueryResultsPaginator(request -> request.queryExecutionId(id))
        .forEach(
            page -> {
              sizes.add(page.resultSet().rows().size());
              page.resultSet().rows().forEach(row -> values.addAll(AthenaTestBed.values(row)));
            });

    assertThat(sizes).containsExactly(1000, 1000, 501);
    assertThat(values).hasSize(2501).startsWith("n", "1", "2").endsWith("2499", "2500");
  }

  @Test
  void aPageHasAtMostAThousandRows() {
    String id = bed.succeed("SELECT 1").queryExecutionId();

    assertThatThrownBy(
            () ->
                bed.client()
                    .getQueryResults(request -> request.queryExecutionId(id).maxResults(1001)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("MaxResults");
    assertThatThrownBy(
            () ->
                bed.client()
                    .getQueryResults(request -> request.queryExecutionId(id).nextToken("other")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Invalid NextToken");
  }

  @Test
  void dataDefinitionAnswersWithoutRowsOrHeader() throws IOException {
    QueryExecution execution = bed.succeed("CREATE DATABASE IF NOT EXISTS quiet");

    assertThat(execution.resultConfiguration().outputLocation())
        .isEqualTo("s3://lake/results/" + execution.queryExecutionId() + ".txt");
    assertThat(Files.readString(bed.path("results/" + execution.queryExecutionId() + ".txt")))
        .isEmpty();
    assertThat(bed.rows("CREATE DATABASE IF NOT EXISTS quiet")).isEmpty();
  }

  @Test
  void aCreateTableAsAnswersWithTheNumberOfRowsAndAManifestOfItsFiles() throws IOException {
    QueryExecution execution =
        bed.succeed(
            """
            CREATE TABLE counted WITH (external_location = 's3://lake/counted/') AS
            SELECT n FROM numbers WHERE n <= 12""");

    var results =
        bed.client()
            .getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId()));
    assertThat(results.updateCount()).isEqualTo(12);
    assertThat(results.resultSet().rows()).isEmpty();
    String manifest = execution.statistics().dataManifestLocation();
    assertThat(manifest)
        .isEqualTo("s3://lake/results/tables/" + execution.queryExecutionId() + "-manifest.csv");
    assertThat(Files.readAllLines(bed.path(manifest.substring("s3://lake/".length()))))
        .containsExactly("s3://lake/" + bed.keys("counted").get(0));
  }

  @Test
  void aQueryThatFailsLeavesNoResult() {
    QueryExecution execution = bed.run("SELECT 1 / (n - 5) FROM numbers");

    assertThat(execution.status().stateChangeReason()).contains("DIVISION_BY_ZERO");
    assertThat(bed.keys("results")).noneMatch(key -> key.contains(execution.queryExecutionId()));
  }

  @Test
  void resultsThatWereDeletedAreMissed() throws IOException {
    String id = bed.succeed("SELECT 1").queryExecutionId();
    Files.delete(bed.path("results/" + id + ".csv"));

    assertThatThrownBy(() -> bed.client().getQueryResults(r -> r.queryExecutionId(id)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Could not find results");
  }
}
