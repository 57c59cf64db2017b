package com.ibm.weather.airlytics.jobs.aggregate.functions.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold between the keys of a configuration. A key that is wrong in itself is not compared
 * with others: its value is a stand-in.
 */
final class ConfigurationChecks {

  private static final Set<String> COLUMNS =
      Set.of("userid", "shard", "cnt", "day", "partition", "summary");

  /** What the statements that write the windows take of the 256 KiB of a state's payload. */
  private static final int MOST_STATEMENTS = 100;

  private ConfigurationChecks() {}

  static void check(Configuration configuration, List<Finding> findings) {
    if (COLUMNS.contains(configuration.targetColumn())) {
      findings.add(
          new Finding(
              "$.targetColumn",
              "is \"%s\", a column that the tables have already; write another name"
                  .formatted(configuration.targetColumn())));
    }
    if (configuration.importToUserDb() && !configuration.exportToCsv()) {
      findings.add(
          new Finding("$.importToUserDb", "needs exportToCsv: the import reads the CSV; set both"));
    }
    checkWindows(configuration, findings);
    checkNames(configuration, findings);
    checkFolders(configuration, findings);
  }

  private static void checkWindows(Configuration configuration, List<Finding> findings) {
    List<SecondaryAggregation> windows = configuration.secondaryAggregations();
    long totals = windows.stream().filter(SecondaryAggregation::isTotal).count();
    if (knowsAllLengths(findings) && (totals > 1 || (totals == 0 && configuration.exportToCsv()))) {
      findings.add(
          new Finding(
              "$.secondaryAggregations",
              "has %d windows of all time; write exactly one with aggregationWindowDays over %d"
                  .formatted(totals, SecondaryAggregation.LONGEST_WINDOW_DAYS)));
    }
    int statements = windows.size() * configuration.statementsPerTable();
    if (statements > MOST_STATEMENTS && !isWrong("$.sourcePartitions", findings)) {
      findings.add(
          new Finding(
              "$.secondaryAggregations",
              "has %d windows over %d partitions, which takes %d statements at a time; at most %d fit"
                      .formatted(
                          windows.size(),
                          configuration.sourcePartitions(),
                          statements,
                          MOST_STATEMENTS)
                  + " into a state of Step Functions, so spread the windows over two aggregations"));
    }
    Map<String, String> suffixes = new LinkedHashMap<>();
    suffixes.put("d1", "the day's own columns");
    for (int index = 0; index < windows.size(); index++) {
      String path = "$.secondaryAggregations[%d].aggregationWindowDays".formatted(index);
      SecondaryAggregation window = windows.get(index);
      if (!window.isTotal()) {
        requireUnique(suffixes, window.columnSuffix(), path, "the CSV columns", findings);
      }
    }
  }

  private static boolean knowsAllLengths(List<Finding> findings) {
    String list = "\\$\\.secondaryAggregations(\\[\\d+])?(\\.aggregationWindowDays)?";
    return findings.stream().noneMatch(finding -> finding.path().matches(list));
  }

  private static void checkNames(Configuration configuration, List<Finding> findings) {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(configuration.dailyAggregationsTable(), "$.dailyAggregationsTable");
    if (configuration.sourceAthenaDb().equals(configuration.destAthenaDb())) {
      requireUnique(
          tables, configuration.sourceEventsTable(), "$.sourceEventsTable", "the table", findings);
    }
    for (int index = 0; index < configuration.secondaryAggregations().size(); index++) {
      SecondaryAggregation window = configuration.secondaryAggregations().get(index);
      String path = "$.secondaryAggregations[%d].targetTable".formatted(index);
      requireUnique(tables, window.targetTable(), path, "the table", findings);
      requireUnique(tables, window.historyTable(), path, "the table", findings);
    }
  }

  /** Folders are emptied before they are written, so none may lie in another. */
  private static void checkFolders(Configuration configuration, List<Finding> findings) {
    Map<String, String> folders = new LinkedHashMap<>();
    String target = configuration.targetS3Bucket() + "/";
    folders.put(target + configuration.dailyAggregationsS3Path(), "$.dailyAggregationsS3Path");
    for (int index = 0; index < configuration.secondaryAggregations().size(); index++) {
      String folder = configuration.secondaryAggregations().get(index).targetFolder();
      requireApart(
          folders,
          target + folder,
          "$.secondaryAggregations[%d].targetFolder".formatted(index),
          findings);
    }
    if (configuration.exportToCsv()) {
      String csv = configuration.csvOutputBucket() + "/" + configuration.csvOutputFolder();
      requireApart(folders, csv, "$.csvOutputFolder", findings);
    }
  }

  private static void requireUnique(
      Map<String, String> taken, String name, String path, String what, List<Finding> findings) {
    if (isWrong(path, findings)) {
      return;
    }
    String other = taken.putIfAbsent(name, path);
    if (other != null) {
      findings.add(
          new Finding(
              path,
              "makes %s %s, which is taken by %s; write another".formatted(what, name, other)));
    }
  }

  private static void requireApart(
      Map<String, String> taken, String folder, String path, List<Finding> findings) {
    if (isWrong(path, findings)) {
      return;
    }
    taken.forEach(
        (other, otherPath) -> {
          if ((folder + "/").startsWith(other + "/") || (other + "/").startsWith(folder + "/")) {
            findings.add(
                new Finding(
                    path,
                    ("is %s, which overlaps with %s (%s); folders are emptied before they are"
                            + " written, so write one apart")
                        .formatted(folder, otherPath, other)));
          }
        });
    taken.put(folder, path);
  }

  private static boolean isWrong(String path, List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.path().equals(path));
  }
}
