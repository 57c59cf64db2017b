package com.ibm.weather.airlytics.jobs.aggregate.local.histories;

import static com.ibm.weather.airlytics.jobs.aggregate.local.histories.DuckDb.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The Parquet files of the source table: {@code partition=<n>/day=<day>/}. */
final class RawEventFiles {

  private final DuckDb duckDb;
  private final Path folder;
  private int written;

  RawEventFiles(DuckDb duckDb, Path folder) throws IOException {
    this.duckDb = duckDb;
    this.folder = Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  /** Adds events to those that are there. */
  void add(List<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    written++;
    duckDb.run(
        """
        COPY (
          SELECT CAST(userid AS varchar) AS userid, CAST(shard AS integer) AS shard, name, event,
            "partition", day
          FROM (VALUES %s) AS events(userid, shard, name, event, "partition", day)
        ) TO %s (
          FORMAT parquet, PARTITION_BY ("partition", day), FILENAME_PATTERN 'part-%d-{i}',
          OVERWRITE_OR_IGNORE)
        """
            .formatted(
                events.stream().map(RawEventFiles::row).collect(Collectors.joining(", ")),
                text(folder),
                written));
  }

  private static String row(Event event) {
    return "(%s, %d, %s, %s, %d, %s)"
        .formatted(
            event.user().map(DuckDb::text).orElse("NULL"),
            event.shard(),
            text(event.name()),
            text(event.json()),
            event.partition(),
            text(event.day()));
  }

  /** Takes all events of a day back. */
  void remove(LocalDate day) throws IOException {
    try (Stream<Path> partitions = Files.list(folder)) {
      for (Path partition : partitions.toList()) {
        FileUtils.deleteDirectory(partition.resolve("day=" + day).toFile());
      }
    }
  }

  /** A file that nobody can read, until it is deleted. */
  Path addBrokenFile(LocalDate day) throws IOException {
    Path file = folder.resolve("partition=0").resolve("day=" + day).resolve("part-broken.parquet");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "PAR1, and then the upload was cut off");
  }

  boolean isEmpty() throws IOException {
    try (Stream<Path> partitions = Files.list(folder)) {
      return partitions.findAny().isEmpty();
    }
  }
}
