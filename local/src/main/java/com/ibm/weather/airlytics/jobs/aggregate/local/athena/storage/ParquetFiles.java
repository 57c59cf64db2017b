package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.literal;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.SqlText.name;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Column;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.Partition;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.engine.EngineSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes staged rows as Parquet. DuckDB keeps one writer open for each partition, up to a limit
 * beyond which it would begin second files; the limit is above the number of partitions allowed.
 */
final class ParquetFiles {

  private static final int OPEN_FILES = 1000;

  private record WrittenFile(Path path, long rows, List<String> partition) {}

  private final ObjectStore store;
  private final EngineSession session;
  private final TableWriting writing;
  private final Path folder;

  ParquetFiles(ObjectStore store, EngineSession session, TableWriting writing) {
    this.store = store;
    this.session = session;
    this.writing = writing;
    this.folder = store.path(writing.location());
  }

  WrittenTable write() throws SQLException, IOException {
    session.execute("SET partitioned_write_max_open_files = " + OPEN_FILES);
    List<WrittenFile> files = new ArrayList<>();
    session.query(copySql(), row -> files.add(read(row)));
    List<String> written = new ArrayList<>();
    List<Partition> partitions = new ArrayList<>();
    long rows = 0;
    for (WrittenFile file : files) {
      rows += file.rows();
      if (writing.partitionColumns().isEmpty()) {
        written.add(store.uri(file.path()));
      } else {
        String name = QueryTables.folderName(writing.partitionColumns(), file.partition());
        ObjectLocation location = writing.location().resolve(name + "/");
        partitions.add(new Partition(file.partition(), location.uri()));
        written.add(store.uri(settle(file.path(), store.path(location))));
      }
    }
    return new WrittenTable(rows, written, partitions);
  }

  private String copySql() {
    String options = "FORMAT parquet, COMPRESSION " + literal(writing.compression().duckdb());
    if (writing.partitionColumns().isEmpty()) {
      return "COPY %s TO %s (%s, USE_TMP_FILE false, RETURN_STATS true)"
          .formatted(
              TableWriter.STAGED, literal(folder.resolve(writing.fileName()).toString()), options);
    }
    String keys =
        writing.partitionColumns().stream()
            .map(column -> name(column.name()))
            .collect(joining(", "));
    String merged =
        writing.partitionColumns().stream()
            .map(column -> "nullif(CAST(%s AS VARCHAR), '') AS %1$s".formatted(name(column.name())))
            .collect(joining(", "));
    return """
        COPY (SELECT * REPLACE (%s) FROM %s) TO %s (%s, PARTITION_BY (%s), OVERWRITE_OR_IGNORE true,
          FILENAME_PATTERN %s, FILE_EXTENSION 'part', RETURN_STATS true)"""
        .formatted(
            merged,
            TableWriter.STAGED,
            literal(folder.toString()),
            options,
            keys,
            literal(writing.fileName() + "-{uuid}"));
  }

  private WrittenFile read(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    if (row.getObject("partition_keys") instanceof Map<?, ?> keys) {
      for (Column column : writing.partitionColumns()) {
        Optional<String> value = Optional.ofNullable((String) keys.get(column.name()));
        values.add(value.filter(text -> !text.isEmpty()).orElse(PartitionValue.DEFAULT));
      }
    }
    return new WrittenFile(Path.of(row.getString("filename")), row.getLong("count"), values);
  }

  private Path settle(Path written, Path partitionFolder) {
    Path target = partitionFolder.resolve(writing.fileName());
    try {
      Files.createDirectories(partitionFolder);
      Files.move(written, target);
      Path emptied = written.getParent();
      while (!emptied.equals(folder) && !partitionFolder.startsWith(emptied) && isEmpty(emptied)) {
        Files.delete(emptied);
        emptied = emptied.getParent();
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot move " + written + " to " + target, e);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }
}
