package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The marker of a day's CSV.
 *
 * @param s3File the file, {@code s3://bucket/key}; empty when there is no user to export
 * @param rows its lines, one a user
 * @param snapshots the attempts that wrote the exported snapshots, in the order of the windows
 * @param refused which users were set apart since the user DB would refuse them, for a person;
 *     empty when there are none
 * @param importable whether users whom the user DB would refuse were set apart
 */
record CsvMarker(
    String s3File, long rows, List<UUID> snapshots, String refused, boolean importable) {

  CsvMarker {
    Objects.requireNonNull(s3File);
    snapshots = List.copyOf(snapshots);
    Objects.requireNonNull(refused);
  }

  /** The marker; empty when there is none, or one that this job did not write. */
  static Optional<CsvMarker> of(Run run, DataLake dataLake) {
    try {
      return dataLake
          .read(run.csvFolder().bucket(), key(run))
          .map(text -> Json.read(text, CsvMarker.class, key(run)));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
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
