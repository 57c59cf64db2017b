package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Refusals.findings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be used, wherever it is, and how the message helps. */
class ConfigurationValueFindingsTest {

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          athenaRegion | "Ireland" | is "Ireland"; write an AWS region such as eu-west-1
          athenaRegion | "" | is ""; write an AWS region such as eu-west-1
          athenaRegion | 5 | is 5; write a text in quotes
          athenaResultsOutputBucket | "s3://results" | is "s3://results"; write an S3 bucket name: 3 to 63 lower-case letters, digits, dots and hyphens
          athenaResultsOutputBucket | "ab" | is "ab"; write an S3 bucket name: 3 to 63 lower-case letters, digits, dots and hyphens
          targetS3Bucket | "Data Lake" | is "Data Lake"; write an S3 bucket name: 3 to 63 lower-case letters, digits, dots and hyphens
          targetS3Bucket | {} | is a JSON object; write a text in quotes
          csvOutputBucket | "a/b" | is "a/b"; write an S3 bucket name: 3 to 63 lower-case letters, digits, dots and hyphens
          athenaCatalog | "Aws DataCatalog" | is "Aws DataCatalog"; write the name of a data catalog
          sourceAthenaDb | "air lytics" | is "air lytics"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          destAthenaDb | "a.b" | is "a.b"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          sourceEventsTable | "Events" | is "Events"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          dailyAggregationsTable | "1d" | is "1d"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          targetColumn | "re\\"venue" | is "re"venue"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          csvTablePrefix | "a`b" | is "a`b"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          sourcePartitions | 0 | is 0; write a whole number from 1 to 1000
          sourcePartitions | 1001 | is 1001; write a whole number from 1 to 1000
          sourcePartitions | 1.5 | is 1.5; write a whole number from 1 to 1000
          sourcePartitions | 99999999999 | is 99999999999; write a whole number from 1 to 1000
          sourcePartitions | "100" | is "100"; write a whole number from 1 to 1000
          sourcePartitions | [100] | is a JSON list; write a whole number from 1 to 1000
          eventName | "" | is ""; write any text that is not empty
          aggregatedValueJsonPath | "attributes.revenue" | is "attributes.revenue"; write a JSON path such as $.attributes.revenue or $["a-b"]
          aggregatedValueJsonPath | "$.a-b" | is "$.a-b"; write a JSON path such as $.attributes.revenue or $["a-b"]
          aggregatedValueJsonPath | "$.a[*]" | is "$.a[*]"; write a JSON path such as $.attributes.revenue or $["a-b"]
          aggregatedValueJsonPath | "$..a" | is "$..a"; write a JSON path such as $.attributes.revenue or $["a-b"]
          aggregatedValueJsonPath | "$" | is "$"; write a JSON path such as $.attributes.revenue or $["a-b"]
          aggregatedValueType | "integer" | is "integer"; write int, bigint, double, float or decimal(p,s)
          aggregatedValueType | "decimal(39,2)" | is "decimal(39,2)"; write int, bigint, double, float or decimal(p,s)
          aggregatedValueType | true | is true; write a text in quotes
          targetColumn | "userid" | is "userid", a column that the tables have already; write another name
          targetColumn | "cnt" | is "cnt", a column that the tables have already; write another name
          targetColumn | "summary" | is "summary", a column that the tables have already; write another name
          failOnInvalidValues | "true" | is "true"; write true or false without quotes
          checkDataForLastDay | 1 | is 1; write true or false without quotes
          lookbackDays | 101 | is 101; write a whole number from 0 to 100
          lookbackDays | -1 | is -1; write a whole number from 0 to 100
          forceExportToCsv | "no" | is "no"; write true or false without quotes
          devUsers | [] | is a JSON list; write true or false without quotes
          dailyAggregationsS3Path | "/" | is "/"; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          dailyAggregationsS3Path | "/a/../b" | is "/a/../b"; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          dailyAggregationsS3Path | "/a//b" | is "/a//b"; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          dailyAggregationsS3Path | "/_a/b" | is "/_a/b"; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          csvOutputFolder | "it's" | is "it's"; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          historyStartDay | "2021-6-1" | is "2021-6-1"; write a day as yyyy-MM-dd
          historyStartDay | "2021-02-29" | is "2021-02-29"; write a day as yyyy-MM-dd
          historyStartDay | "" | is ""; write a day as yyyy-MM-dd
          historyStartDay | 20210601 | is 20210601; write a text in quotes
          importTargetTable | "a.b.c" | is "a.b.c"; write a table of the user DB, with or without its schema, such as ad_impressions or users.ad_impressions
          airlockApiBaseUrl | "airlock.example.com" | is "airlock.example.com"; write a URL that begins with http:// or https://
          airlockApiBaseUrl | "ftp://airlock" | is "ftp://airlock"; write a URL that begins with http:// or https://
          airlockApiBaseUrl | "http://a b" | is "http://a b"; write a URL that begins with http:// or https://
          airlockProductId | "../x" | is "../x"; write the product's id in Airlock: letters, digits and hyphens, a UUID on current servers
          secondaryAggregations | {} | is a JSON object; write a list
          secondaryAggregations | "7" | is "7"; write a list
          """)
  void aValueThatCannotBeUsedIsQuotedWithWhatToWrite(String key, String value, String message) {
    assertThat(findings(json -> json.set(key, Json.tree(value, "value"))))
        .containsExactly(new Finding("$." + key, message));
  }

  @ParameterizedTest(name = "secondaryAggregations[1].{0} = {1}")
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          aggregationWindowDays | 0 | is 0; write a whole number from 1 to 1000000
          aggregationWindowDays | -7 | is -7; write a whole number from 1 to 1000000
          aggregationWindowDays | "30" | is "30"; write a whole number from 1 to 1000000
          aggregationWindowDays | true | is true; write a whole number from 1 to 1000000
          aggregationWindowDays | null | is missing; write a whole number from 1 to 1000000
          aggregationWindowDays | 1 | makes the CSV columns d1, which is taken by the day's own columns; write another
          aggregationWindowDays | 7 | makes the CSV columns d7, which is taken by $.secondaryAggregations[0].aggregationWindowDays; write another
          targetFolder | "" | is ""; write a folder such as /aggregations/ltv/1d/ of letters, digits and . _ - =, where no part begins with _ or . (readers ignore those)
          targetFolder | "/aggregations/ltv/HelloWorld/7d/x" | is airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d/x, which overlaps with $.secondaryAggregations[0].targetFolder (airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/7d); folders are emptied before they are written, so write one apart
          targetFolder | "aggregations/ltv/HelloWorld/1d" | is airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/1d, which overlaps with $.dailyAggregationsS3Path (airlytics-datalake-internal-prod/aggregations/ltv/HelloWorld/1d); folders are emptied before they are written, so write one apart
          targetTable | "a-b" | is "a-b"; write a name of lower-case letters, digits and underscores that does not begin with a digit
          targetTable | "airlytics_aggregations_ltv_helloworld_prod_1d" | makes the table airlytics_aggregations_ltv_helloworld_prod_1d, which is taken by $.dailyAggregationsTable; write another
          targetTable | "airlytics_aggregations_ltv_helloworld_prod_7d" | makes the table airlytics_aggregations_ltv_helloworld_prod_7d, which is taken by $.secondaryAggregations[0].targetTable; write another
          targetTable | "airlytics_aggregations_ltv_helloworld_prod_7d_history" | makes the table airlytics_aggregations_ltv_helloworld_prod_7d_history, which is taken by $.secondaryAggregations[0].targetTable; write another
          """)
  void aWindowThatCannotBeUsedIsFoundAtItsPlace(String key, String value, String message) {
    assertThat(findings(json -> Documented.window(json, 1).set(key, Json.tree(value, "value"))))
        .containsExactly(new Finding("$.secondaryAggregations[1]." + key, message));
  }

  /** Every key, and every key of a window, with a value of every JSON type. */
  static Stream<String> keys() {
    return Stream.of(Configuration.class, SecondaryAggregation.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(RecordComponent::getName);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noJsonTypeIsMoreThanAFinding(String key) {
    for (String value :
        List.of("null", "true", "5", "-1e99", "\"\"", "\"text\"", "[]", "[null]", "[5]", "{}")) {
      JsonNode node = Json.tree(value, "value");
      boolean windowKey =
          List.of("aggregationWindowDays", "targetFolder", "targetTable").contains(key);
      ObjectNode json =
          Documented.json(
              documented ->
                  (windowKey ? Documented.window(documented, 0) : documented).set(key, node));

      Throwable thrown = null;
      try {
        ConfigurationReader.read(json, "test");
      } catch (RuntimeException e) {
        thrown = e;
      }

      if (thrown != null) {
        assertThat(thrown).as("%s = %s", key, value).isInstanceOf(ConfigurationException.class);
      }
    }
  }
}
