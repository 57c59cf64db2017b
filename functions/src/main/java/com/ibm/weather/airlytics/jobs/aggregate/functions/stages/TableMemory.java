package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Remembers, beside the daily aggregates, how the tables were made: Athena tells that only in
 * another statement for each of them. Where nothing is remembered, the tables that are there are
 * another job's, of which only the names and columns are known.
 */
final class TableMemory {

  private static final String OBJECT = "_TABLES";
  private static final Pattern PARTITION = Pattern.compile("/partition=(\\d{1,4})/");

  private final DataLake dataLake;
  private final Folder folder;
  private final Configuration configuration;

  TableMemory(DataLake dataLake, Run run) {
    this.dataLake = dataLake;
    this.folder = run.dailyFolder();
    this.configuration = run.configuration();
  }

  /** What is remembered, with the configuration's first day and partitions. */
  KnownTables known() {
    return remembered()
        .orElseGet(this::found)
        .with(configuration.historyStartDay(), configuration.sourcePartitions());
  }

  void remember(KnownTables tables) {
    if (!remembered().equals(Optional.of(tables))) {
      dataLake.write(folder.bucket(), folder.key(OBJECT), Json.write(tables));
    }
  }

  private Optional<KnownTables> remembered() {
    String key = folder.key(OBJECT);
    return dataLake
        .read(folder.bucket(), key)
        .map(text -> Json.read(text, KnownTables.class, "s3://" + folder.bucket() + "/" + key));
  }

  /** The days and partitions that another job has left. */
  private KnownTables found() {
    NavigableSet<LocalDate> days = new DailyMarkers(dataLake, folder).days();
    LocalDate firstDay = days.isEmpty() ? configuration.historyStartDay() : days.first();
    int partitions =
        dataLake
            .keys(folder.bucket(), folder.key("day="))
            .flatMap(key -> PARTITION.matcher(key).results())
            .mapToInt(partition -> number(partition) + 1)
            .max()
            .orElse(configuration.sourcePartitions());
    return new KnownTables(firstDay, partitions, Map.of());
  }

  private static int number(MatchResult partition) {
    return Integer.parseInt(partition.group(1));
  }
}
