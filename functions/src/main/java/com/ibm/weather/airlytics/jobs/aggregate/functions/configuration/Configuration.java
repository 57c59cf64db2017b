package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import java.time.LocalDate;
import java.util.List;

/**
 * What one aggregation reads, computes and writes. Made by {@link ConfigurationReader}, which
 * validates every value: identifiers and paths can be used in SQL and keys as they are. Paths have
 * neither a leading nor a trailing slash. The names are the configuration's keys.
 *
 * @param athenaRegion the AWS region of Athena and the data, for example {@code eu-west-1}
 * @param athenaResultsOutputBucket the bucket for Athena's query results
 * @param athenaCatalog the data catalog, usually {@code AwsDataCatalog}
 * @param sourceAthenaDb the database of the raw events
 * @param destAthenaDb the database of all tables that this job makes
 * @param sourceEventsTable the table of the raw events
 * @param sourcePartitions how many partitions (0 to n-1) the raw events have; 1 to 1000
 * @param targetS3Bucket the bucket of daily aggregates and window snapshots
 * @param eventName the name of the events that count
 * @param aggregatedValueJsonPath where the value is in the event's JSON
 * @param aggregatedValueType the type of the value and of its sums
 * @param targetColumn the column that holds the sums
 * @param failOnInvalidValues whether a day with values that are not numbers fails
 * @param dailyAggregationsS3Path where the daily aggregates lie in the target bucket
 * @param dailyAggregationsTable the table over the daily aggregates
 * @param historyStartDay the first day that counts
 * @param checkDataForLastDay whether the last day waits until all source partitions have data
 * @param lookbackDays how many done days are aggregated again when their raw events have changed;
 *     0: none
 * @param secondaryAggregations the windows, in the order of the CSV's columns
 * @param exportToCsv whether to write the CSV
 * @param forceExportToCsv whether to write it even when there is already one for the day
 * @param csvOutputBucket the bucket of the CSV; empty when not exported
 * @param csvOutputFolder the folder of the CSV; empty when not exported
 * @param csvTablePrefix the first part of the CSV's folder name; empty when not exported
 * @param importToUserDb whether to have the CSV imported
 * @param importTargetTable the user DB's table; empty when not imported
 * @param devUsers whether to import into the schema of the development users
 * @param airlockApiBaseUrl the base URL of Airlock's admin API; empty when not imported
 * @param airlockProductId the product's id in Airlock; empty when not imported
 * @param importWaitMinutes how long to wait for the import to finish; 0: not at all
 * @param logUserIds whether user ids may be told in full when something is wrong with them
 */
public record Configuration(
    String athenaRegion,
    String athenaResultsOutputBucket,
    String athenaCatalog,
    String sourceAthenaDb,
    String destAthenaDb,
    String sourceEventsTable,
    int sourcePartitions,
    String targetS3Bucket,
    String eventName,
    String aggregatedValueJsonPath,
    ValueType aggregatedValueType,
    String targetColumn,
    boolean failOnInvalidValues,
    String dailyAggregationsS3Path,
    String dailyAggregationsTable,
    LocalDate historyStartDay,
    boolean checkDataForLastDay,
    int lookbackDays,
    List<SecondaryAggregation> secondaryAggregations,
    boolean exportToCsv,
    boolean forceExportToCsv,
    String csvOutputBucket,
    String csvOutputFolder,
    String csvTablePrefix,
    boolean importToUserDb,
    String importTargetTable,
    boolean devUsers,
    String airlockApiBaseUrl,
    String airlockProductId,
    int importWaitMinutes,
    boolean logUserIds) {

  /** The most source partitions: ten statements for each table. */
  public static final int MOST_PARTITIONS = 1000;

  /**
   * The most partitions that Athena writes to in one statement, see
   * https://docs.aws.amazon.com/athena/latest/ug/ctas-insert-into.html
   */
  public static final int PARTITIONS_PER_STATEMENT = 100;

  /** The most days that can be looked back on. */
  public static final int MOST_LOOKBACK_DAYS = 100;

  /** The longest time to wait for an import, in minutes: a run may take less than a day. */
  public static final int LONGEST_IMPORT_WAIT = 720;

  public Configuration {
    secondaryAggregations = List.copyOf(secondaryAggregations);
  }

  /** How many statements it takes to write all partitions of a table. */
  int statementsPerTable() {
    return (sourcePartitions + PARTITIONS_PER_STATEMENT - 1) / PARTITIONS_PER_STATEMENT;
  }

  /**
   * The window of all time.
   *
   * @throws java.util.NoSuchElementException when there is none; an exported configuration has one
   */
  public SecondaryAggregation total() {
    return secondaryAggregations.stream()
        .filter(SecondaryAggregation::isTotal)
        .findFirst()
        .orElseThrow();
  }
}
