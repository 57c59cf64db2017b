package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a valid configuration means: every key and every default. */
class ConfigurationReaderTest {

  private static final List<String> OPTIONAL_KEYS =
      List.of(
          "sourcePartitions",
          "eventName",
          "aggregatedValueJsonPath",
          "aggregatedValueType",
          "targetColumn",
          "failOnInvalidValues",
          "historyStartDay",
          "checkDataForLastDay",
          "lookbackDays",
          "exportToCsv",
          "forceExportToCsv",
          "importToUserDb",
          "devUsers",
          "importWaitMinutes",
          "logUserIds");

  @Test
  void theDocumentedConfigurationIsValid() {
    assertThat(ConfigurationReader.read(Documented.text(), "hello-world.json"))
        .isEqualTo(
            new Configuration(
                "eu-west-1",
                "aws-athena-query-results-eu-west-1",
                "AwsDataCatalog",
                "airlytics",
                "aggregations_helloworld",
                "airlytics_rawevents_helloworld_prod",
                100,
                "airlytics-datalake-internal-prod",
                "ad-impression",
                "$.attributes.revenue",
                new ValueType(ValueType.Kind.BIGINT, 0, 0),
                "revenue",
                false,
                "aggregations/ltv/HelloWorld/1d",
                "airlytics_aggregations_ltv_helloworld_prod_1d",
                LocalDate.parse("2021-06-01"),
                true,
                0,
                List.of(
                    window(7, "7d"),
                    window(30, "30d"),
                    window(365, "365d"),
                    window(36500, "total")),
                true,
                false,
                "airlytics-imports-internal",
                "db-import/aggregations/ltv/HelloWorld",
                "ad_impressions_helloworld_prod",
                true,
                "ad_impressions",
                false,
                "http://arlock-adminapi.myairlock.com:80/airlock/api",
                "12345",
                60,
                false));
  }

  /** Each key gets a value that no other key has, so a value that ends up elsewhere is noticed. */
  @Test
  void everyKeyIsReadIntoTheComponentOfItsName() throws ReflectiveOperationException {
    ObjectNode json = Documented.json();
    Map<String, Object> expected = new TreeMap<>();
    int number = 0;
    for (RecordComponent component : Configuration.class.getRecordComponents()) {
      String name = component.getName();
      number++;
      if (component.getType() == String.class) {
        expected.put(name, otherText(name, number));
        json.put(name, otherText(name, number));
      }
    }
    json.put("sourcePartitions", 42).put("aggregatedValueType", "decimal(12,3)");
    json.put("historyStartDay", "2020-02-29").put("lookbackDays", 44);
    json.put("failOnInvalidValues", true).put("checkDataForLastDay", false);
    json.put("forceExportToCsv", true).put("devUsers", true);
    json.put("importWaitMinutes", 43).put("logUserIds", true);
    expected.putAll(Map.of("sourcePartitions", 42, "lookbackDays", 44));
    expected.put("aggregatedValueType", new ValueType(ValueType.Kind.DECIMAL, 12, 3));
    expected.put("historyStartDay", LocalDate.parse("2020-02-29"));
    expected.putAll(Map.of("failOnInvalidValues", true, "checkDataForLastDay", false));
    expected.putAll(Map.of("forceExportToCsv", true, "devUsers", true));
    expected.putAll(Map.of("exportToCsv", true, "importToUserDb", true));
    expected.putAll(Map.of("importWaitMinutes", 43, "logUserIds", true));
    expected.put("secondaryAggregations", Documented.configuration().secondaryAggregations());

    Configuration configuration = ConfigurationReader.read(json, "test");

    Map<String, Object> actual = new TreeMap<>();
    for (RecordComponent component : Configuration.class.getRecordComponents()) {
      actual.put(component.getName(), component.getAccessor().invoke(configuration));
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static String otherText(String key, int number) {
    return switch (key) {
      case "athenaRegion" -> "us-gov-east-" + number;
      case "aggregatedValueJsonPath" -> "$.v" + number;
      case "airlockApiBaseUrl" -> "https://airlock" + number + "/api";
      case "athenaResultsOutputBucket", "targetS3Bucket", "csvOutputBucket" -> "bucket-" + number;
      default -> "name" + number;
    };
  }

  @Test
  void keysThatAreLeftOutHaveTheDocumentedDefaults() {
    Configuration configuration = Documented.configuration(json -> json.remove(OPTIONAL_KEYS));

    assertThat(configuration.sourcePartitions()).isEqualTo(100);
    assertThat(configuration.eventName()).isEqualTo("ad-impression");
    assertThat(configuration.aggregatedValueJsonPath()).isEqualTo("$.attributes.revenue");
    assertThat(configuration.aggregatedValueType()).hasToString("bigint");
    assertThat(configuration.targetColumn()).isEqualTo("revenue");
    assertThat(configuration.failOnInvalidValues()).isFalse();
    assertThat(configuration.historyStartDay()).isEqualTo("2021-01-01");
    assertThat(configuration.checkDataForLastDay()).isTrue();
    assertThat(configuration.lookbackDays()).isZero();
    assertThat(configuration.exportToCsv()).isTrue();
    assertThat(configuration.forceExportToCsv()).isFalse();
    assertThat(configuration.importToUserDb()).isTrue();
    assertThat(configuration.devUsers()).isFalse();
    assertThat(configuration.importWaitMinutes()).isEqualTo(60);
    assertThat(configuration.logUserIds()).isFalse();
  }

  @Test
  void nullIsAsGoodAsLeftOut() {
    Configuration configuration =
        Documented.configuration(json -> OPTIONAL_KEYS.forEach(json::putNull));

    assertThat(configuration)
        .isEqualTo(Documented.configuration(json -> json.remove(OPTIONAL_KEYS)));
  }

  @Test
  void allOtherKeysAreNeeded() {
    List<String> needed =
        Arrays.stream(Configuration.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(key -> !OPTIONAL_KEYS.contains(key))
            .toList();

    assertThatThrownBy(() -> ConfigurationReader.read("{}", "empty"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.findings())
                    .extracting(Finding::path)
                    .containsExactlyElementsOf(needed.stream().map(key -> "$." + key).toList()));
  }

  @Test
  void whatIsNeitherExportedNorImportedNeedsNoKeysForIt() {
    Configuration configuration =
        Documented.configuration(
            json ->
                json.put("exportToCsv", false)
                    .put("importToUserDb", false)
                    .put("csvOutputBucket", "not a bucket")
                    .remove(
                        List.of(
                            "csvOutputFolder",
                            "csvTablePrefix",
                            "importTargetTable",
                            "airlockApiBaseUrl",
                            "airlockProductId")));

    assertThat(configuration.csvOutputBucket()).isEmpty();
    assertThat(configuration.csvOutputFolder()).isEmpty();
    assertThat(configuration.csvTablePrefix()).isEmpty();
    assertThat(configuration.importTargetTable()).isEmpty();
    assertThat(configuration.airlockApiBaseUrl()).isEmpty();
    assertThat(configuration.airlockProductId()).isEmpty();
  }

  @Test
  void windowsMayBeAnyAndInAnyOrderWhereNothingIsExported() {
    Configuration configuration =
        Documented.configuration(
            json -> {
              json.put("exportToCsv", false).put("importToUserDb", false);
              json.putArray("secondaryAggregations");
            });

    assertThat(configuration.secondaryAggregations()).isEmpty();
    assertThatThrownBy(configuration::total).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theTotalIsTheWindowLongerThanTenYears() {
    Configuration documented = Documented.configuration();

    assertThat(documented.total()).isEqualTo(window(36500, "total"));
    assertThat(documented.total().columnSuffix()).isEqualTo("total");
    assertThat(new SecondaryAggregation(3651, "f", "t").isTotal()).isTrue();
    assertThat(new SecondaryAggregation(3650, "f", "t").isTotal()).isFalse();
    assertThat(new SecondaryAggregation(3650, "f", "t").columnSuffix()).isEqualTo("d3650");
    assertThat(new SecondaryAggregation(3650, "f", "t").historyTable()).isEqualTo("t_history");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "/a/b", "a/b/", "/a/b/"})
  void foldersLoseTheSlashesAroundThem(String folder) {
    Configuration configuration =
        Documented.configuration(json -> json.put("dailyAggregationsS3Path", folder));

    assertThat(configuration.dailyAggregationsS3Path()).isEqualTo("a/b");
  }

  @Test
  void aConfigurationTravelsThroughJsonAsItIs() {
    Configuration configuration =
        Documented.configuration(json -> json.put("aggregatedValueType", "decimal(10,2)"));

    assertThat(Json.read(Json.write(configuration), Configuration.class, "state"))
        .isEqualTo(configuration);
  }

  private static SecondaryAggregation window(int days, String name) {
    return new SecondaryAggregation(
        days,
        "aggregations/ltv/HelloWorld/" + name,
        "airlytics_aggregations_ltv_helloworld_prod_" + name);
  }
}
