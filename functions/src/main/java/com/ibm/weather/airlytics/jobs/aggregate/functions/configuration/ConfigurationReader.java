package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads and validates the documented configuration JSON. */
public final class ConfigurationReader {

  private static final List<String> KEYS =
      Arrays.stream(Configuration.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toList();

  private static final LocalDate DEFAULT_HISTORY_START = LocalDate.parse("2021-01-01");
  private static final int DEFAULT_PARTITIONS = 100;
  private static final int DEFAULT_IMPORT_WAIT = 60;
  private static final int LONGEST_TOTAL_DAYS = 1_000_000;

  private ConfigurationReader() {}

  /**
   * Reads a configuration.
   *
   * @param json the text
   * @param origin where it comes from, for the message
   * @throws ConfigurationException with everything that is wrong, when anything is
   */
  public static Configuration read(String json, String origin) {
    return read(Json.tree(json, "The configuration " + origin), origin);
  }

  /** Reads a configuration from a JSON tree; see {@link #read(String, String)}. */
  public static Configuration read(JsonNode json, String origin) {
    List<Finding> findings = new ArrayList<>();
    if (!json.isObject()) {
      throw new ConfigurationException(
          origin, List.of(new Finding("$", "is not a JSON object; write {\"eventName\": ...}")));
    }
    Configuration configuration = read(new ObjectReader(json, "$", findings));
    ConfigurationChecks.check(configuration, findings);
    if (!findings.isEmpty()) {
      findings.sort(Comparator.comparingInt(ConfigurationReader::place));
      throw new ConfigurationException(origin, findings);
    }
    return configuration;
  }

  /** The place of a finding's key among the documented keys; unknown keys come last. */
  private static int place(Finding finding) {
    String key = finding.path().replaceFirst("^\\$\\.?", "").replaceFirst("(?s)[.\\[].*", "");
    int place = KEYS.indexOf(key);
    return place < 0 ? KEYS.size() : place;
  }

  private static Configuration read(ObjectReader keys) {
    boolean exported = keys.flag("exportToCsv", true);
    boolean imported = keys.flag("importToUserDb", true);
    String whenExported = "exportToCsv";
    String whenImported = "importToUserDb";
    Configuration configuration =
        new Configuration(
            keys.text("athenaRegion", Rule.REGION),
            keys.text("athenaResultsOutputBucket", Rule.BUCKET),
            keys.text("athenaCatalog", Rule.CATALOG),
            keys.text("sourceAthenaDb", Rule.IDENTIFIER),
            keys.text("destAthenaDb", Rule.IDENTIFIER),
            keys.text("sourceEventsTable", Rule.IDENTIFIER),
            keys.number(
                "sourcePartitions",
                1,
                Configuration.MOST_PARTITIONS,
                Optional.of(DEFAULT_PARTITIONS)),
            keys.text("targetS3Bucket", Rule.BUCKET),
            keys.text("eventName", Rule.ANY, "ad-impression"),
            keys.text("aggregatedValueJsonPath", Rule.JSON_PATH, "$.attributes.revenue"),
            keys.valueType("aggregatedValueType", "bigint"),
            keys.text("targetColumn", Rule.IDENTIFIER, "revenue"),
            keys.flag("failOnInvalidValues", false),
            ObjectReader.folder(keys.text("dailyAggregationsS3Path", Rule.PATH)),
            keys.text("dailyAggregationsTable", Rule.IDENTIFIER),
            keys.day("historyStartDay", DEFAULT_HISTORY_START),
            keys.flag("checkDataForLastDay", true),
            keys.number("lookbackDays", 0, Configuration.MOST_LOOKBACK_DAYS, Optional.of(0)),
            windows(keys),
            exported,
            keys.flag("forceExportToCsv", false),
            keys.text("csvOutputBucket", Rule.BUCKET, exported, whenExported),
            ObjectReader.folder(keys.text("csvOutputFolder", Rule.PATH, exported, whenExported)),
            keys.text("csvTablePrefix", Rule.IDENTIFIER, exported, whenExported),
            imported,
            keys.text("importTargetTable", Rule.USER_DB_TABLE, imported, whenImported),
            keys.flag("devUsers", false),
            keys.text("airlockApiBaseUrl", Rule.HTTP_URL, imported, whenImported),
            keys.text("airlockProductId", Rule.PRODUCT_ID, imported, whenImported),
            keys.number(
                "importWaitMinutes",
                0,
                Configuration.LONGEST_IMPORT_WAIT,
                Optional.of(DEFAULT_IMPORT_WAIT)),
            keys.flag("logUserIds", false));
    keys.finish();
    return configuration;
  }

  private static List<SecondaryAggregation> windows(ObjectReader keys) {
    List<SecondaryAggregation> windows = new ArrayList<>();
    for (ObjectReader window : keys.objects("secondaryAggregations")) {
      windows.add(
          new SecondaryAggregation(
              window.number("aggregationWindowDays", 1, LONGEST_TOTAL_DAYS, Optional.empty()),
              ObjectReader.folder(window.text("targetFolder", Rule.PATH)),
              window.text("targetTable", Rule.IDENTIFIER)));
      window.finish();
    }
    return windows;
  }
}
