package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.StoredObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The marker of a day's CSV.
 *
 * @param s3File the file, {@code s3://bucket/key}; empty when there is no user to export
 * @param rows its lines, one a user
 */
record CsvMarker(String s3File, long rows) {

  CsvMarker {
    Objects.requireNonNull(s3File);
  }

  static Optional<CsvMarker> of(Run run, DataLake dataLake) {
    return dataLake
        .read(run.csvFolder().bucket(), key(run))
        .map(text -> Json.read(text, CsvMarker.class, key(run)));
  }

  /** When the marker was written; empty when there is none. */
  static Optional<Instant> time(Run run, DataLake dataLake) {
    return dataLake.list(run.csvFolder().bucket(), key(run)).stream()
        .filter(object -> object.key().equals(key(run)))
        .map(StoredObject::lastModified)
        .findFirst();
  }

  static void remove(Run run, DataLake dataLake) {
    dataLake.delete(run.csvFolder().bucket(), key(run));
  }

  void write(Run run, DataLake dataLake) {
    dataLake.write(run.csvFolder().bucket(), key(run), Json.write(this));
  }

  private static String key(Run run) {
    return run.csvFolder().key("_SUCCESS_" + run.csvName());
  }
}
