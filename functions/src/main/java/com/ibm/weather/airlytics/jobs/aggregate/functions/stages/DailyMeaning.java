package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.Folder;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, beside the daily aggregates, what they mean. Windows that sum days of different
 * meanings would be wrong, and nothing would show it. Where nothing is remembered, the days are
 * another job's, and taken for what the configuration says.
 */
final class DailyMeaning {

  private static final String OBJECT = "_MEANING";

  private final DataLake dataLake;
  private final Folder folder;
  private final Meaning configured;

  DailyMeaning(DataLake dataLake, Run run) {
    this.dataLake = dataLake;
    this.folder = run.dailyFolder();
    this.configured = Meaning.of(run.configuration());
  }

  /**
   * Refuses a configuration that means something else than the days that are done.
   *
   * @throws InvalidInputException with both values and the way out
   */
  void require() {
    requireOf(remembered());
  }

  /**
   * Remembers what the configuration means.
   *
   * @throws InvalidInputException as {@link #require} does
   */
  void remember() {
    Optional<Meaning> remembered = remembered();
    requireOf(remembered);
    if (!remembered.equals(Optional.of(configured))) {
      dataLake.write(folder.bucket(), folder.key(OBJECT), Json.write(configured));
    }
  }

  private void requireOf(Optional<Meaning> remembered) {
    List<String> differences = remembered.map(configured::differences).orElse(List.of());
    if (!differences.isEmpty() && !new DailyMarkers(dataLake, folder).days().isEmpty()) {
      throw new InvalidInputException(
          "the configuration has %s, with which the days in %s were aggregated;"
                  .formatted(String.join(", ", differences), folder.uri())
              + " give other numbers another dailyAggregationsS3Path, with folders and tables of"
              + " their own, or move the markers _SUCCESS_ away to have all days aggregated anew");
    }
  }

  private Optional<Meaning> remembered() {
    String key = folder.key(OBJECT);
    return dataLake
        .read(folder.bucket(), key)
        .map(text -> Json.read(text, Meaning.class, "s3://" + folder.bucket() + "/" + key));
  }
}
