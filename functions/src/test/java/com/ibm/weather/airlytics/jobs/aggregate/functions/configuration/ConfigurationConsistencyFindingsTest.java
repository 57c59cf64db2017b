package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Refusals.findings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that do not go together, or that others need. */
class ConfigurationConsistencyFindingsTest {

  static Stream<Consumer<ObjectNode>> changesThatMakeAFolderOverlap() {
    return Stream.of(
        json -> Documented.window(json, 0).put("targetFolder", "aggregations"),
        json -> Documented.window(json, 0).put("targetFolder", "aggregations/ltv/HelloWorld/30d/w"),
        json -> json.put("dailyAggregationsS3Path", "aggregations/ltv/HelloWorld/7d/"),
        json ->
            json.put("csvOutputBucket", "airlytics-datalake-internal-prod")
                .put("csvOutputFolder", "aggregations/ltv/HelloWorld/total"));
  }

  @ParameterizedTest
  @MethodSource("changesThatMakeAFolderOverlap")
  void foldersThatOverlapAreRefused(Consumer<ObjectNode> change) {
    assertThat(findings(change))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.message()).contains("which overlaps with"));
  }

  @Test
  void foldersWhoseNamesOnlyBeginAlikeAreApart() {
    assertThat(
            Documented.configuration(
                    json ->
                        Documented.window(json, 0)
                            .put("targetFolder", "aggregations/ltv/HelloWorld/1d-week"))
                .secondaryAggregations())
        .hasSize(4);
  }

  @Test
  void theRawEventsAreNoTableOfOurs() {
    assertThat(
            findings(
                json ->
                    json.put("sourceAthenaDb", "aggregations_helloworld")
                        .put("sourceEventsTable", "airlytics_aggregations_ltv_helloworld_prod_1d")))
        .containsExactly(
            new Finding(
                "$.sourceEventsTable",
                "makes the table airlytics_aggregations_ltv_helloworld_prod_1d, which is taken by"
                    + " $.dailyAggregationsTable; write another"));
  }

  @Test
  void twoTotalsAreRefused() {
    assertThat(findings(json -> Documented.window(json, 2).put("aggregationWindowDays", 36500)))
        .containsExactly(
            new Finding(
                "$.secondaryAggregations",
                "has 2 windows of all time; write exactly one with aggregationWindowDays over 3650"));
  }

  @Test
  void moreStatementsThanAStateHoldsAreRefused() {
    Consumer<ObjectNode> manyWindows =
        json -> {
          for (int days = 100; days < 107; days++) {
            json.withArray("secondaryAggregations")
                .addObject()
                .put("aggregationWindowDays", days)
                .put("targetFolder", "windows/%dd".formatted(days))
                .put("targetTable", "ltv_%dd".formatted(days));
          }
        };

    assertThat(findings(manyWindows.andThen(json -> json.put("sourcePartitions", 1000))))
        .containsExactly(
            new Finding(
                "$.secondaryAggregations",
                "has 11 windows over 1000 partitions, which takes 110 statements at a time; at most"
                    + " 100 fit into a state of Step Functions, so spread the windows over two"
                    + " aggregations"));
    assertThat(
            Documented.configuration(manyWindows.andThen(json -> json.put("sourcePartitions", 900)))
                .secondaryAggregations())
        .hasSize(11);
  }

  @Test
  void anExportNeedsATotal() {
    Consumer<ObjectNode> noTotal =
        json -> Documented.window(json, 3).put("aggregationWindowDays", 3650);

    assertThat(findings(noTotal))
        .containsExactly(
            new Finding(
                "$.secondaryAggregations",
                "has 0 windows of all time; write exactly one with aggregationWindowDays over 3650"));
    assertThat(
            Documented.configuration(
                noTotal.andThen(
                    json -> json.put("exportToCsv", false).put("importToUserDb", false))))
        .isNotNull();
  }

  @Test
  void anImportNeedsAnExport() {
    assertThat(findings(json -> json.put("exportToCsv", false)))
        .containsExactly(
            new Finding(
                "$.importToUserDb", "needs exportToCsv: the import reads the CSV; set both"));
  }

  @Test
  void whatIsMissingSaysWhatNeedsIt() {
    assertThat(findings(json -> json.remove(List.of("csvTablePrefix", "airlockProductId"))))
        .containsExactly(
            new Finding(
                "$.csvTablePrefix",
                "is missing; exportToCsv needs a name of lower-case letters, digits and underscores"
                    + " that does not begin with a digit"),
            new Finding(
                "$.airlockProductId",
                "is missing; importToUserDb needs the product's id in Airlock: letters, digits and"
                    + " hyphens, a UUID on current servers"));
  }
}
